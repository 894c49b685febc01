#!/bin/sh
# Runs the table of attacks. Usage: src/bench/attacks.sh
set -eu
cd "$(dirname "$0")/../.."
./mvnw -q test-compile
if [ ! -s target/test.classpath ] || [ pom.xml -nt target/test.classpath ]; then
    ./mvnw -q dependency:build-classpath -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test
fi
exec "${JAVA_HOME:?}/bin/java" -cp "target/classes:target/test-classes:$(cat target/test.classpath)" \
    org.triageledger.attacks.Attacks "$@"
