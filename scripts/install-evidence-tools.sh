#!/usr/bin/env bash
# Installs the outside tools that the evidence tests check our output with. Tests that miss them say so and are
# skipped; where CI is set they fail.
set -euo pipefail
cd "$(dirname "$0")/.."

need=()
for pair in openssl:openssl ssh-keygen:openssh-client age:age unzip:unzip python3:python3-venv; do
  command -v "${pair%%:*}" >/dev/null || need+=("${pair##*:}")
done
if [ "${#need[@]}" -gt 0 ]; then
  sudo=""
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq
  $sudo apt-get install -y -qq "${need[@]}"
fi

tools="${HANGUP_EVIDENCE_TOOLS:-target/evidence-tools}"
python3 -m venv "$tools"
# stix2-validator 3.3.1 ships without its schemas. bagit 1.9.0 needs pkg_resources, which setuptools has until 81.
"$tools/bin/pip" install --quiet bagit==1.9.0 stix2-validator==3.2.0 pymisp==2.5.* xarf==1.* pymerkle==7.0.0 "setuptools<81"
echo "evidence tools are in $tools"
