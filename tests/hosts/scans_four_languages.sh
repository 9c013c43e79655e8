#!/usr/bin/env bash
# scans_four_languages.sh HOST PACK: the host finds the one risk in a contract of each language, quotes it, and says it in the
# language of the reader; what is no contract ends with 1 and a reason on standard error.
set -euo pipefail
host=$1 pack=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

declare -A risk=(
  [en]="The Supplier may increase the fees at any time by written notice to the Customer."
  [fr]="Le Prestataire peut augmenter ses tarifs à tout moment par simple notification écrite adressée au Client."
  [de]="Der Anbieter darf die Preise jederzeit durch eine Mitteilung in Textform an den Kunden erhöhen."
  [es]="El Proveedor podrá aumentar las tarifas en cualquier momento mediante notificación escrita al Cliente."
)
declare -A calm=(
  [en]="This agreement is governed by the laws of Ireland and the parties meet once a quarter to review the service."
  [fr]="Le présent contrat est régi par le droit français et les parties se réunissent une fois par trimestre."
  [de]="Dieser Vertrag unterliegt deutschem Recht, und die Parteien treffen sich einmal im Quartal."
  [es]="El presente contrato se rige por la ley española y las partes se reúnen una vez por trimestre."
)
for language in en fr de es; do
  file=$folder/contract-$language.txt
  printf '1. %s\n\n2. %s\n' "${calm[$language]}" "${risk[$language]}" >"$file"
  answer=$("$host" "$pack" "$file" de)
  for wanted in test-price-change "${risk[$language]}" "Der Anbieter darf den Preis ändern."; do
    if [[ $answer != *"$wanted"* ]]; then
      printf '%s: "%s" is not in the answer:\n%s\n' "$language" "$wanted" "$answer"
      exit 1
    fi
  done
  if [[ $answer == *"${calm[$language]}"* ]]; then
    printf '%s: the harmless sentence is quoted as well:\n%s\n' "$language" "$answer"
    exit 1
  fi
done

refused() {
  if "$@" >"$folder/out" 2>"$folder/err"; then
    echo "Ends with 0: $*"
    exit 1
  fi
  if [ ! -s "$folder/err" ] || [ -s "$folder/out" ]; then
    echo "Gives no reason on standard error alone: $*"
    exit 1
  fi
}
: >"$folder/empty.txt"
refused "$host" "$pack" "$folder/empty.txt"
refused "$host" "$pack" "$folder/missing.txt"
refused "$host" "$folder/no-pack" "$folder/contract-en.txt"
refused "$host"
