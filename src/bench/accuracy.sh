#!/bin/sh
# Measures the judge on collected mail. Usage: src/bench/accuracy.sh FOLDER [--show]
set -eu
cd "$(dirname "$0")/../.."
folder=${1:?"usage: src/bench/accuracy.sh FOLDER [--show]"}
shift
./mvnw -q test-compile
if [ ! -s target/test.classpath ] || [ pom.xml -nt target/test.classpath ]; then
    ./mvnw -q dependency:build-classpath -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test
fi
exec "${JAVA_HOME:?}/bin/java" -cp "target/classes:target/test-classes:$(cat target/test.classpath)" \
    org.triageledger.measure.Accuracy "$folder" "$@"
