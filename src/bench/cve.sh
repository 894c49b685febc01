#!/bin/sh
# Times the import of a folder of 10,000 CVE records of other organisations and 150 of ours. Usage: src/bench/cve.sh
set -eu
cd "$(dirname "$0")/../.."
./mvnw -q package -DskipTests
if [ ! -s target/test.classpath ] || [ pom.xml -nt target/test.classpath ]; then
    ./mvnw -q dependency:build-classpath -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${JAVA_HOME:?}/bin/java" -cp "target/classes:target/test-classes:$(cat target/test.classpath)" \
    org.triageledger.measure.CveImport "$work/records" read
LEDGER_DATA="$work/data" bin/ledger init
echo "the whole command, with the start of the program (at most 10 s):"
start=$(date +%s%N)
LEDGER_DATA="$work/data" bin/ledger cve import "$work/records"
end=$(date +%s%N)
echo "$(((end - start) / 1000000)) ms in all"
[ $(((end - start) / 1000000)) -le 10000 ]
