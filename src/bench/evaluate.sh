#!/bin/sh
# Times the evaluation of members beside an SQL query that counts their credits. Usage: src/bench/evaluate.sh
set -eu
cd "$(dirname "$0")/../.."
./mvnw -q test-compile
if [ ! -s target/test.classpath ] || [ pom.xml -nt target/test.classpath ]; then
    ./mvnw -q dependency:build-classpath -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test
fi
exec "${JAVA_HOME:?}/bin/java" -Xmx2g -cp "target/classes:target/test-classes:$(cat target/test.classpath)" \
    org.triageledger.measure.Evaluating
