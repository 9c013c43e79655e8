// Messages: see messages.h.
#include "messages.h"

#include <array>
#include <utility>

namespace caveat::cli {
namespace {

constexpr Messages kEnglish = {
    .standard_input = "standard input",
    .no_such_file = "no such file. Check the path.",
    .no_permission = "permission denied. Ask for read access, or copy the file.",
    .not_opened = "cannot be opened: {1}.",
    .not_read = "cannot be read: {1}.",
    .is_directory = "is a directory.",
    .is_pipe = "is a named pipe, not a file. Scan what it gives with: caveat scan - < {1}",
    .not_regular = "is not a regular file.",
    .too_large = "is larger than 512 MB. Split it, or scan its text: pdftotext FILE - | caveat scan -",
    .stream_too_large = "it gives more than 512 MB. Scan the documents one by one.",
    .too_deep = "lies more than {1} directories deep and was not searched. Name it on the command line.",
    .not_searched = "cannot be searched: {1}.",
    .no_documents = "holds no file that ends in txt, md, html, docx or pdf. Name the files to scan whatever their ending.",
    .unreadable = "{1}",
    .timed_out = "{1} (--timeout)",
    .pages_without_text = "has pages without text (scanned images?): they are missing here. Run OCR over it first.",
    .wrote = "wrote {1}",
    .not_written = "cannot write {1}: {2}. Choose another place with --out.",
    .standard_output_failed = "cannot write to standard output: {1}. Choose a file with --out.",
    .folder_not_made = "cannot make the folder {1}: {2}. Choose another place with --out.",
    .out_is_the_document = "--out names the document {1} itself. Choose another place for the report.",
    .out_is_the_document_text = "--out names the document itself. Choose another place for the text.",
    .one_report_only = "standard output takes one {1} report, not {2}. Name a folder with --out.",
    .out_is_a_file = "{1} is a file, and {2} documents give a report each. Name a folder with --out.",
    .not_for_a_terminal = "a terminal cannot show {1}. Name a file with --out.",
    .warning = "warning: {1}",
    .standard_input_once = "standard input (-) can be read once only.",
    .waivers_for_one = "--waivers is for one document, and {1} are named. Put a file beside each instead: NAME{2}.",
    .waivers_too_large = "{1}: is larger than 4 MB, so it is no waiver file. No finding is waived.",
    .waivers_not_read = "{1}: {2} No finding is waived.",
    .waivers_too_far = "this waiver runs for more than a year: {1}.",
    .nothing_scanned = "{1} Nothing was scanned. See it in place with: caveat rules check",
    .rules_left_out = "rules with errors are left out: {1}. See them in place with: caveat rules check FILE",
    .interrupted = "interrupted after {1} of {2} documents. What was done is kept.",
    .html_hint = "As an HTML report: {1}",
    .calendar_hint = "For your calendar: {1}",
    .progress = "{1} of {2} documents",
    .seconds_left = "{1} s left",
    .minutes_left = "{1} min left",
    .hours_left = "{1} h {2} min left",
    .no_rules_folder = "the rules folder {1} ({2}) does not exist. Name a folder that holds a pack.yaml.",
    .no_rules = "no rules found at {1}. Name a folder with --rules, or set CAVEAT_RULES.",
    .no_rule_left = "--no-standard-rules leaves no rule. Name a folder with --rules.",
    .no_policy = "no policy {1}: neither a file nor one of the rules' policies ({2}).",
    .no_policies_there = "they have none",
    .all_rules_hint = "{1} All rules: caveat rules list",
    .fired_hint = "Why it fires in a document, or not: {1}",
    .see_help = "{1}. See: caveat --help",
    .bad_timeout = "must be seconds from 0 to 86400, not \"{1}\"",
    .bad_date = "must be a date like 2026-11-23, not \"{1}\"",
    .out_of_memory = "out of memory. Scan fewer documents at a time with --jobs 1.",
    .unknown_error = "an error that Caveat does not know: {1}. Please report it.",
};

constexpr Messages kFrench = {
    .standard_input = "entrée standard",
    .no_such_file = "fichier introuvable. Vérifiez le chemin.",
    .no_permission = "accès refusé. Demandez le droit de lecture, ou copiez le fichier.",
    .not_opened = "impossible à ouvrir ({1}).",
    .not_read = "impossible à lire ({1}).",
    .is_directory = "est un dossier.",
    .is_pipe = "est un tube nommé, pas un fichier. Analysez ce qu’il fournit avec : caveat scan - < {1}",
    .not_regular = "n’est pas un fichier ordinaire.",
    .too_large = "dépasse 512 Mo. Découpez-le, ou analysez son texte : pdftotext FICHIER - | caveat scan -",
    .stream_too_large = "fournit plus de 512 Mo. Analysez les documents un par un.",
    .too_deep = "se trouve à plus de {1} niveaux de profondeur et n’a pas été parcouru. Indiquez-le sur la ligne de commande.",
    .not_searched = "impossible à parcourir ({1}).",
    .no_documents = "ne contient aucun fichier txt, md, html, docx ou pdf. Nommez les fichiers à analyser, quelle que soit leur extension.",
    .unreadable = "n’a pas pu être lu. Détail (en anglais) : {1}",
    .timed_out = "{1} (--timeout)",
    .pages_without_text = "contient des pages sans texte (images numérisées ?) : elles manquent ici. Passez d’abord le document à la reconnaissance de caractères.",
    .wrote = "{1} enregistré",
    .not_written = "impossible d’écrire {1} ({2}). Choisissez un autre emplacement avec --out.",
    .standard_output_failed = "impossible d’écrire sur la sortie standard ({1}). Choisissez un fichier avec --out.",
    .folder_not_made = "impossible de créer le dossier {1} ({2}). Choisissez un autre emplacement avec --out.",
    .out_is_the_document = "--out désigne le document {1} lui-même. Choisissez un autre emplacement pour le rapport.",
    .out_is_the_document_text = "--out désigne le document lui-même. Choisissez un autre emplacement pour le texte.",
    .one_report_only = "la sortie standard accepte un seul rapport {1}, et non {2}. Indiquez un dossier avec --out.",
    .out_is_a_file = "{1} est un fichier, or {2} documents donnent chacun un rapport. Indiquez un dossier avec --out.",
    .not_for_a_terminal = "un terminal ne peut pas afficher le format {1}. Indiquez un fichier avec --out.",
    .warning = "attention : {1}",
    .standard_input_once = "l’entrée standard (-) ne peut être lue qu’une fois.",
    .waivers_for_one = "--waivers vaut pour un seul document, or {1} sont indiqués. Placez plutôt un fichier à côté de chacun : NOM{2}.",
    .waivers_too_large = "{1} : dépasse 4 Mo, ce n’est donc pas un fichier de dérogations. Aucune dérogation n’est appliquée.",
    .waivers_not_read = "{1} : {2} Aucune dérogation n’est appliquée.",
    .waivers_too_far = "cette dérogation court pendant plus d’un an : {1}.",
    .nothing_scanned = "{1} Rien n’a été analysé. Pour voir l’endroit : caveat rules check",
    .rules_left_out = "des règles erronées sont laissées de côté : {1}. Pour les voir : caveat rules check FICHIER",
    .interrupted = "interrompu après {1} documents sur {2}. Ce qui est fait est conservé.",
    .html_hint = "En rapport HTML : {1}",
    .calendar_hint = "Pour votre agenda : {1}",
    .progress = "{1} documents sur {2}",
    .seconds_left = "encore {1} s",
    .minutes_left = "encore {1} min",
    .hours_left = "encore {1} h {2} min",
    .no_rules_folder = "le dossier de règles {1} ({2}) n’existe pas. Indiquez un dossier qui contient un pack.yaml.",
    .no_rules = "aucune règle trouvée dans {1}. Indiquez un dossier avec --rules, ou définissez CAVEAT_RULES.",
    .no_rule_left = "--no-standard-rules ne laisse aucune règle. Indiquez un dossier avec --rules.",
    .no_policy = "aucune politique {1} : ni un fichier, ni l’une des politiques fournies avec les règles ({2}).",
    .no_policies_there = "il n’y en a pas",
    .all_rules_hint = "{1} Toutes les règles : caveat rules list",
    .fired_hint = "Pourquoi elle se déclenche ou non dans un document : {1}",
    .see_help = "{1}. Voir : caveat --help",
    .bad_timeout = "attend un nombre de secondes de 0 à 86400, et non « {1} »",
    .bad_date = "attend une date comme 2026-11-23, et non « {1} »",
    .out_of_memory = "mémoire insuffisante. Analysez moins de documents à la fois avec --jobs 1.",
    .unknown_error = "une erreur que Caveat ne connaît pas : {1}. Merci de la signaler.",
};

constexpr Messages kGerman = {
    .standard_input = "Standardeingabe",
    .no_such_file = "Datei nicht gefunden. Bitte den Pfad prüfen.",
    .no_permission = "Zugriff verweigert. Leserechte anfordern oder die Datei kopieren.",
    .not_opened = "lässt sich nicht öffnen ({1}).",
    .not_read = "lässt sich nicht lesen ({1}).",
    .is_directory = "ist ein Ordner.",
    .is_pipe = "ist eine benannte Pipe, keine Datei. Ihren Inhalt prüfen mit: caveat scan - < {1}",
    .not_regular = "ist keine gewöhnliche Datei.",
    .too_large = "ist größer als 512 MB. Bitte aufteilen oder den Text prüfen: pdftotext DATEI - | caveat scan -",
    .stream_too_large = "liefert mehr als 512 MB. Bitte die Dokumente einzeln prüfen.",
    .too_deep = "liegt mehr als {1} Ordner tief und wurde nicht durchsucht. Bitte auf der Befehlszeile angeben.",
    .not_searched = "lässt sich nicht durchsuchen ({1}).",
    .no_documents = "enthält keine Datei mit der Endung txt, md, html, docx oder pdf. Dateien mit anderer Endung bitte einzeln angeben.",
    .unreadable = "konnte nicht gelesen werden. Einzelheiten (auf Englisch): {1}",
    .timed_out = "{1} (--timeout)",
    .pages_without_text = "enthält Seiten ohne Text (eingescannte Bilder?): sie fehlen hier. Bitte zuerst eine Texterkennung (OCR) durchführen.",
    .wrote = "{1} geschrieben",
    .not_written = "{1} lässt sich nicht schreiben ({2}). Bitte mit --out einen anderen Ort wählen.",
    .standard_output_failed = "Schreiben auf die Standardausgabe fehlgeschlagen ({1}). Bitte mit --out eine Datei wählen.",
    .folder_not_made = "der Ordner {1} lässt sich nicht anlegen ({2}). Bitte mit --out einen anderen Ort wählen.",
    .out_is_the_document = "--out nennt das Dokument {1} selbst. Bitte einen anderen Ort für den Bericht wählen.",
    .out_is_the_document_text = "--out nennt das Dokument selbst. Bitte einen anderen Ort für den Text wählen.",
    .one_report_only = "die Standardausgabe nimmt einen Bericht im Format {1} auf, nicht {2}. Bitte mit --out einen Ordner angeben.",
    .out_is_a_file = "{1} ist eine Datei, aber {2} Dokumente ergeben je einen Bericht. Bitte mit --out einen Ordner angeben.",
    .not_for_a_terminal = "ein Terminal kann {1} nicht anzeigen. Bitte mit --out eine Datei angeben.",
    .warning = "Warnung: {1}",
    .standard_input_once = "die Standardeingabe (-) kann nur einmal gelesen werden.",
    .waivers_for_one = "--waivers gilt für ein Dokument, angegeben sind {1}. Stattdessen eine Datei neben jedes legen: NAME{2}.",
    .waivers_too_large = "{1}: ist größer als 4 MB und damit keine Ausnahmedatei. Keine Ausnahme wird angewendet.",
    .waivers_not_read = "{1}: {2} Keine Ausnahme wird angewendet.",
    .waivers_too_far = "diese Ausnahme gilt länger als ein Jahr: {1}.",
    .nothing_scanned = "{1} Es wurde nichts geprüft. Die Stelle zeigt: caveat rules check",
    .rules_left_out = "fehlerhafte Regeln bleiben außer Betracht: {1}. Die Stellen zeigt: caveat rules check DATEI",
    .interrupted = "abgebrochen nach {1} von {2} Dokumenten. Was fertig ist, bleibt erhalten.",
    .html_hint = "Als HTML-Bericht: {1}",
    .calendar_hint = "Für Ihren Kalender: {1}",
    .progress = "{1} von {2} Dokumenten",
    .seconds_left = "noch {1} s",
    .minutes_left = "noch {1} min",
    .hours_left = "noch {1} h {2} min",
    .no_rules_folder = "der Regelordner {1} ({2}) ist nicht vorhanden. Bitte einen Ordner mit einer pack.yaml angeben.",
    .no_rules = "keine Regeln unter {1} gefunden. Bitte mit --rules einen Ordner angeben oder CAVEAT_RULES setzen.",
    .no_rule_left = "--no-standard-rules lässt keine Regel übrig. Bitte mit --rules einen Ordner angeben.",
    .no_policy = "keine Vorgaben {1}: weder eine Datei noch eine der mitgelieferten ({2}).",
    .no_policies_there = "es gibt keine",
    .all_rules_hint = "{1} Alle Regeln: caveat rules list",
    .fired_hint = "Warum sie in einem Dokument anschlägt oder nicht: {1}",
    .see_help = "{1}. Siehe: caveat --help",
    .bad_timeout = "erwartet Sekunden von 0 bis 86400, nicht „{1}“",
    .bad_date = "erwartet ein Datum wie 2026-11-23, nicht „{1}“",
    .out_of_memory = "zu wenig Speicher. Bitte mit --jobs 1 weniger Dokumente gleichzeitig prüfen.",
    .unknown_error = "ein Fehler, den Caveat nicht kennt: {1}. Bitte melden.",
};

constexpr Messages kSpanish = {
    .standard_input = "entrada estándar",
    .no_such_file = "no existe el archivo. Compruebe la ruta.",
    .no_permission = "acceso denegado. Pida permiso de lectura o copie el archivo.",
    .not_opened = "no se puede abrir ({1}).",
    .not_read = "no se puede leer ({1}).",
    .is_directory = "es una carpeta.",
    .is_pipe = "es una tubería con nombre, no un archivo. Analice su contenido con: caveat scan - < {1}",
    .not_regular = "no es un archivo normal.",
    .too_large = "supera los 512 MB. Divídalo o analice su texto: pdftotext ARCHIVO - | caveat scan -",
    .stream_too_large = "contiene más de 512 MB. Analice los documentos uno a uno.",
    .too_deep = "está a más de {1} carpetas de profundidad y no se ha recorrido. Indíquelo en la línea de órdenes.",
    .not_searched = "no se puede recorrer ({1}).",
    .no_documents = "no contiene ningún archivo txt, md, html, docx o pdf. Indique los archivos que quiere analizar, sea cual sea su extensión.",
    .unreadable = "no se ha podido leer. Detalle (en inglés): {1}",
    .timed_out = "{1} (--timeout)",
    .pages_without_text = "tiene páginas sin texto (¿imágenes escaneadas?) que faltan aquí. Páselo antes por un reconocimiento de texto (OCR).",
    .wrote = "guardado {1}",
    .not_written = "no se puede escribir {1} ({2}). Elija otro lugar con --out.",
    .standard_output_failed = "no se puede escribir en la salida estándar ({1}). Elija un archivo con --out.",
    .folder_not_made = "no se puede crear la carpeta {1} ({2}). Elija otro lugar con --out.",
    .out_is_the_document = "--out indica el propio documento {1}. Elija otro lugar para el informe.",
    .out_is_the_document_text = "--out indica el propio documento. Elija otro lugar para el texto.",
    .one_report_only = "la salida estándar admite un solo informe {1}, no {2}. Indique una carpeta con --out.",
    .out_is_a_file = "{1} es un archivo, y {2} documentos dan un informe cada uno. Indique una carpeta con --out.",
    .not_for_a_terminal = "una terminal no puede mostrar {1}. Indique un archivo con --out.",
    .warning = "aviso: {1}",
    .standard_input_once = "la entrada estándar (-) solo se puede leer una vez.",
    .waivers_for_one = "--waivers es para un solo documento, y se han indicado {1}. Ponga un archivo junto a cada uno: NOMBRE{2}.",
    .waivers_too_large = "{1}: supera los 4 MB, así que no es un archivo de excepciones. No se aplica ninguna excepción.",
    .waivers_not_read = "{1}: {2} No se aplica ninguna excepción.",
    .waivers_too_far = "esta excepción dura más de un año: {1}.",
    .nothing_scanned = "{1} No se ha analizado nada. Para ver el lugar: caveat rules check",
    .rules_left_out = "se dejan fuera reglas con errores: {1}. Para verlas: caveat rules check ARCHIVO",
    .interrupted = "interrumpido tras {1} de {2} documentos. Lo hecho se conserva.",
    .html_hint = "Como informe HTML: {1}",
    .calendar_hint = "Para su calendario: {1}",
    .progress = "{1} de {2} documentos",
    .seconds_left = "quedan {1} s",
    .minutes_left = "quedan {1} min",
    .hours_left = "quedan {1} h {2} min",
    .no_rules_folder = "la carpeta de reglas {1} ({2}) no existe. Indique una carpeta que contenga un pack.yaml.",
    .no_rules = "no hay reglas en {1}. Indique una carpeta con --rules o defina CAVEAT_RULES.",
    .no_rule_left = "--no-standard-rules no deja ninguna regla. Indique una carpeta con --rules.",
    .no_policy = "no existe la política {1}: no es un archivo ni una de las que traen las reglas ({2}).",
    .no_policies_there = "no traen ninguna",
    .all_rules_hint = "{1} Todas las reglas: caveat rules list",
    .fired_hint = "Por qué se activa o no en un documento: {1}",
    .see_help = "{1}. Véase: caveat --help",
    .bad_timeout = "espera segundos de 0 a 86400, no «{1}»",
    .bad_date = "espera una fecha como 2026-11-23, no «{1}»",
    .out_of_memory = "memoria insuficiente. Analice menos documentos a la vez con --jobs 1.",
    .unknown_error = "un error que Caveat no conoce: {1}. Comuníquelo, por favor.",
};

constexpr std::array<std::pair<std::string_view, const Messages*>, 4> kLanguages = {
    {{"en", &kEnglish}, {"fr", &kFrench}, {"de", &kGerman}, {"es", &kSpanish}}};

const Messages* spoken = &kEnglish;

}  // namespace

const Messages& messages() { return *spoken; }

const Messages& messages_in(std::string_view language) {
  for (const auto& [name, messages] : kLanguages)
    if (name == language) return *messages;
  return kEnglish;
}

void speak(std::string_view language) { spoken = &messages_in(language); }

std::string said(std::string_view message, std::initializer_list<std::string_view> values) {
  std::string out;
  for (std::size_t at = 0; at < message.size(); ++at) {
    const std::size_t n = at + 2 < message.size() && message[at] == '{' && message[at + 2] == '}' ? static_cast<std::size_t>(message[at + 1] - '1') : values.size();
    if (n < values.size()) {
      out += *(values.begin() + n);
      at += 2;
    } else {
      out += message[at];
    }
  }
  return out;
}

}  // namespace caveat::cli
