#!/bin/sh
# Compares our threads with those of other programs. Usage: src/bench/threads.sh FOLDER (of test archives)
set -eu
cd "$(dirname "$0")/../.."
folder=${1:?"usage: src/bench/threads.sh FOLDER"}
./mvnw -o -q test-compile
if [ ! -s target/test.classpath ] || [ pom.xml -nt target/test.classpath ]; then
    ./mvnw -o -q dependency:build-classpath -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test
fi
exec "${JAVA_HOME:?}/bin/java" -cp "target/classes:target/test-classes:$(cat target/test.classpath)" \
    org.triageledger.measure.ThreadAgreement "$folder"
