#!/bin/sh
# Makes the DOCX and PDF contracts of the corpus from their readable sources (contracts/<lang>/source/).
#
#   corpus/build.sh              writes into a new temporary folder and compares with the committed files
#   corpus/build.sh --replace    writes over the committed files (then renew sha256 in expected/*.yaml)
#   ... SLUG...                  only these
#
# The expectations are tied to the committed bytes, and another version of LibreOffice or Chromium makes other bytes:
# hence nothing is replaced unless asked for. Dates inside the files are fixed: the same tools make the same bytes.
# Needs: libreoffice (headless), chromium, zip, unzip.
set -eu
umask 022
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TZ=UTC SOURCE_DATE_EPOCH=1798761600 LC_ALL=C.UTF-8

docx() { # language slug
  source=$here/contracts/$1/source/$2
  if [ -f "$source.fodt" ]; then set -- "$1" "$2" "$source.fodt"; else set -- "$1" "$2" --infilter='HTML (StarWriter)' "$source.html"; fi
  soffice -env:UserInstallation="file://$work/profile" --headless --convert-to "docx:MS Word 2007 XML" --outdir "$work" \
    "$3" ${4:+"$4"} >/dev/null 2>&1 </dev/null
  mkdir "$work/$2.parts"
  unzip -q "$work/$2.docx" -d "$work/$2.parts"
  rm "$work/$2.docx"
  # LibreOffice stamps the day of conversion into the package; the file order and times of the archive vary as well.
  sed -i -E 's|(<dcterms:(created\|modified)[^>]*>)[^<]*|\12027-01-01T00:00:00Z|g' "$work/$2.parts/docProps/core.xml"
  find "$work/$2.parts" -exec touch -d 2027-01-01T00:00:00Z {} +
  (cd "$work/$2.parts" && {
    echo '[Content_Types].xml'
    find . -type f ! -name '[[]Content_Types].xml' | sed 's|^\./||' | sort
  } | zip -q -X -9 "$work/$2.docx" -@)
}

pdf() { # language slug
  chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/chromium" --no-pdf-header-footer \
    --print-to-pdf="$work/$2.pdf" "file://$here/contracts/$1/source/$2.html" >/dev/null 2>&1 </dev/null
  # Same length as what Chromium writes, so that the cross-reference table stays true.
  sed -i -E "s|/(CreationDate\|ModDate) \(D:[0-9]{14}|/\1 (D:20270101000000|g" "$work/$2.pdf"
}

finish() { # language file
  if [ "$replace" = yes ]; then
    cp "$work/$2" "$here/contracts/$1/$2"
    echo "written: contracts/$1/$2 $(sha256sum "$work/$2" | cut -d' ' -f1)"
  elif cmp -s "$work/$2" "$here/contracts/$1/$2"; then
    echo "same: contracts/$1/$2"
  else
    echo "differs: contracts/$1/$2 (other tool version, or the source has changed: see corpus/README.md)"
    differs=1
  fi
}

replace=no
differs=0
if [ "${1:-}" = --replace ]; then replace=yes; shift; fi
case "${1:-}" in -*) echo "usage: corpus/build.sh [--replace] [slug...]" >&2; exit 2 ;; esac
names=$*

made='docx en roster-saas-master-agreement
docx de softwarepflege-supportvertrag
pdf fr contrat-infogerance-cns
pdf de cloud-hosting-agb-sla
docx en recruitment-saas-order-form-fernhire
docx en dunmara-network-connectivity-agreement
docx es telecomunicaciones-empresas
docx es alojamiento-administracion-servidores
docx de agb-haendler-zahlungsdienst
docx de colocation-vertrag-sla
pdf de agb-personalplanung
docx fr contrat-hebergement-sante
pdf fr cgs-crm-kartello'

while read -r kind language slug; do
  case " ${names:-$slug} " in *" $slug "*) ;; *) continue ;; esac
  "$kind" "$language" "$slug"
  finish "$language" "$slug.$kind"
done <<MADE
$made
MADE
exit $differs
