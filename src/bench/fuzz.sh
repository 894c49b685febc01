#!/bin/sh
# Feeds invented bytes to the mail reader and to each reader of a header field. Usage: src/bench/fuzz.sh [SECONDS-EACH] [TARGET…]
# What it finds lands below src/test/resources and is tried again by every build; TARGET is a class and a method, as MailFuzzTest#mail.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-600}
[ $# -eq 0 ] || shift
if [ $# -eq 0 ]; then
    set -- MailFuzzTest#mail MailFuzzTest#html MailFuzzTest#contentType \
        HeaderFieldsFuzzTest#addresses HeaderFieldsFuzzTest#authenticationResults HeaderFieldsFuzzTest#received \
        HeaderFieldsFuzzTest#dates HeaderFieldsFuzzTest#encodedWords HeaderFieldsFuzzTest#ids \
        HeaderFieldsFuzzTest#envelope HeaderFieldsFuzzTest#subject HeaderFieldsFuzzTest#substance
fi
./mvnw -q test-compile
found=0
for target in "$@"; do
    echo "$target: $seconds s"
    JAZZER_FUZZ=1 ./mvnw -q surefire:test "-Dtest=$target" -Dsurefire.timeout=0 -Dsurefire.compiler=4 -Djazzer.hooks=true "-Djazzer.max_duration=${seconds}s" \
        >"target/fuzz.log" 2>&1 || { found=1; echo "$target: found something, see below"; tail -40 target/fuzz.log; }
done
exit $found
