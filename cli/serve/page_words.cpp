// Page words: see page_words.h.
#include "serve/page_words.h"

#include <algorithm>
#include <cstdlib>

namespace caveat::cli::serve {
namespace {

constexpr PageWords kEnglish = {
    "Caveat: read a contract before you sign it",
    "Choose a vendor's contract. You get a report of what is worth negotiating, with each clause quoted, why it matters and what to ask for.",
    "Contract (PDF, Word, HTML, Markdown or text)",
    "Or drop the file here.",
    "At most # MB.",
    "Language of the report",
    "I read for the",
    "customer",
    "supplier",
    "Playbook",
    "as set up",
    "Read the contract",
    "Reading the contract…",
    "The file goes to this server only and is not stored on its disk.",
    "The result is kept in memory for # minutes and then dropped. Download what you need.",
    "Result",
    "Open the report on its own",
    "Downloads",
    "HTML report",
    "Delete this result now",
    "Read another contract",
    "Report",
    "Token",
    "Log in",
    "Skip to the content",
    "Languages of this page",
    "Caveat is not legal advice. It finds what its rules describe; what no rule describes, it does not see.",
    "Word",
    "Word for the other side",
    "Excel",
    "CSV table",
    "PDF with notes",
    "PDF for the other side",
    "Calendar (dates)",
    "JSON",
    "SARIF",
    "Letter to the vendor",
};
constexpr PageWords kFrench = {
    "Caveat : relire un contrat avant de le signer",
    "Choisissez le contrat d’un fournisseur. Vous obtenez un rapport des points à négocier : la clause citée, pourquoi elle compte et ce qu’il faut demander.",
    "Contrat (PDF, Word, HTML, Markdown ou texte)",
    "Ou déposez le fichier ici.",
    "# Mo au maximum.",
    "Langue du rapport",
    "Je lis pour le",
    "client",
    "fournisseur",
    "Grille de négociation",
    "celle du serveur",
    "Lire le contrat",
    "Lecture du contrat…",
    "Le fichier n’est envoyé qu’à ce serveur et n’est pas enregistré sur son disque.",
    "Le résultat reste # minutes en mémoire, puis il est supprimé. Téléchargez ce dont vous avez besoin.",
    "Résultat",
    "Ouvrir le rapport seul",
    "Téléchargements",
    "Rapport HTML",
    "Supprimer ce résultat maintenant",
    "Lire un autre contrat",
    "Rapport",
    "Jeton d’accès",
    "Se connecter",
    "Aller au contenu",
    "Langues de cette page",
    "Caveat n’est pas un conseil juridique. Il trouve ce que ses règles décrivent ; ce qu’aucune règle ne décrit lui échappe.",
    "Word",
    "Word pour l’autre partie",
    "Excel",
    "Tableau CSV",
    "PDF annoté",
    "PDF pour l’autre partie",
    "Agenda (échéances)",
    "JSON",
    "SARIF",
    "Lettre au prestataire",
};
constexpr PageWords kGerman = {
    "Caveat: einen Vertrag prüfen, bevor Sie ihn unterschreiben",
    "Wählen Sie den Vertrag eines Anbieters. Sie erhalten einen Bericht über alles, was zu verhandeln ist: die Klausel im Wortlaut, warum sie wichtig ist und was Sie fordern sollten.",
    "Vertrag (PDF, Word, HTML, Markdown oder Text)",
    "Oder legen Sie die Datei hier ab.",
    "Höchstens # MB.",
    "Sprache des Berichts",
    "Ich prüfe für den",
    "Kunden",
    "Anbieter",
    "Verhandlungsleitfaden",
    "wie eingerichtet",
    "Vertrag prüfen",
    "Der Vertrag wird gelesen …",
    "Die Datei geht nur an diesen Server und wird dort nicht auf die Festplatte geschrieben.",
    "Das Ergebnis bleibt # Minuten im Arbeitsspeicher und wird dann verworfen. Laden Sie herunter, was Sie brauchen.",
    "Ergebnis",
    "Bericht einzeln öffnen",
    "Herunterladen",
    "HTML-Bericht",
    "Ergebnis jetzt löschen",
    "Anderen Vertrag prüfen",
    "Bericht",
    "Zugangscode",
    "Anmelden",
    "Zum Inhalt springen",
    "Sprachen dieser Seite",
    "Caveat ist keine Rechtsberatung. Es findet, was seine Regeln beschreiben; was keine Regel beschreibt, sieht es nicht.",
    "Word",
    "Word für die Gegenseite",
    "Excel",
    "CSV-Tabelle",
    "PDF mit Anmerkungen",
    "PDF für die Gegenseite",
    "Kalender (Fristen)",
    "JSON",
    "SARIF",
    "Schreiben an den Anbieter",
};
constexpr PageWords kSpanish = {
    "Caveat: revise un contrato antes de firmarlo",
    "Elija el contrato de un proveedor. Obtendrá un informe de lo que conviene negociar: la cláusula citada, por qué importa y qué pedir.",
    "Contrato (PDF, Word, HTML, Markdown o texto)",
    "O suelte aquí el archivo.",
    "Como máximo # MB.",
    "Idioma del informe",
    "Reviso para el",
    "cliente",
    "proveedor",
    "Criterios de negociación",
    "los del servidor",
    "Revisar el contrato",
    "Leyendo el contrato…",
    "El archivo se envía únicamente a este servidor y no se guarda en su disco.",
    "El resultado permanece # minutos en memoria y después se elimina. Descargue lo que necesite.",
    "Resultado",
    "Abrir el informe aparte",
    "Descargas",
    "Informe HTML",
    "Eliminar este resultado ahora",
    "Revisar otro contrato",
    "Informe",
    "Código de acceso",
    "Entrar",
    "Ir al contenido",
    "Idiomas de esta página",
    "Caveat no es asesoramiento jurídico. Encuentra lo que describen sus reglas; lo que ninguna regla describe, no lo ve.",
    "Word",
    "Word para la otra parte",
    "Excel",
    "Tabla CSV",
    "PDF con notas",
    "PDF para la otra parte",
    "Calendario (plazos)",
    "JSON",
    "SARIF",
    "Carta al proveedor",
};

std::size_t index_of(std::string_view language) {
  const auto found = std::find(kLanguages.begin(), kLanguages.end(), language);
  return found == kLanguages.end() ? 0 : static_cast<std::size_t>(found - kLanguages.begin());
}

using FourProblems = std::array<ProblemWords, 4>;

const FourProblems& problems(Trouble trouble) {
  static constexpr FourProblems kNoFile = {{{"No contract was chosen.", "Choose a file first."},
                                            {"Aucun contrat n’a été choisi.", "Choisissez d’abord un fichier."},
                                            {"Es wurde kein Vertrag gewählt.", "Wählen Sie zuerst eine Datei."},
                                            {"No se eligió ningún contrato.", "Elija primero un archivo."}}};
  static constexpr FourProblems kTooLarge = {{{"The file is too large.", "Send the contract without pictures or attachments, or in parts."},
                                              {"Le fichier est trop volumineux.", "Envoyez le contrat sans images ni pièces jointes, ou en plusieurs parties."},
                                              {"Die Datei ist zu groß.", "Senden Sie den Vertrag ohne Bilder und Anlagen oder in Teilen."},
                                              {"El archivo es demasiado grande.", "Envíe el contrato sin imágenes ni anexos, o por partes."}}};
  static constexpr FourProblems kCutOff = {{{"The document did not arrive whole.", "Send it again."},
                                            {"Le document n’est pas arrivé en entier.", "Envoyez-le de nouveau."},
                                            {"Das Dokument ist nicht vollständig angekommen.", "Senden Sie es noch einmal."},
                                            {"El documento no llegó completo.", "Envíelo de nuevo."}}};
  static constexpr FourProblems kTooSlow = {{{"It took too long.", "Try again; a shorter document or a faster connection helps."},
                                             {"Le délai est dépassé.", "Réessayez ; un document plus court ou une connexion plus rapide peut aider."},
                                             {"Es hat zu lange gedauert.", "Versuchen Sie es erneut; ein kürzeres Dokument oder eine schnellere Verbindung hilft."},
                                             {"Se agotó el tiempo.", "Inténtelo de nuevo; ayuda un documento más corto o una conexión más rápida."}}};
  static constexpr FourProblems kNotRead = {
      {{"The document cannot be read.", "Is it a PDF, Word, HTML, Markdown or text file, complete and without a password?"},
       {"Le document ne peut pas être lu.", "Est-ce bien un fichier PDF, Word, HTML, Markdown ou texte, complet et sans mot de passe ?"},
       {"Das Dokument lässt sich nicht lesen.", "Ist es eine vollständige PDF-, Word-, HTML-, Markdown- oder Textdatei ohne Kennwort?"},
       {"No se puede leer el documento.", "¿Es un archivo PDF, Word, HTML, Markdown o de texto, completo y sin contraseña?"}}};
  static constexpr FourProblems kBusy = {{{"Too many contracts are being read.", "Try again in a minute."},
                                          {"Trop de contrats sont en cours de lecture.", "Réessayez dans une minute."},
                                          {"Es werden gerade zu viele Verträge gelesen.", "Versuchen Sie es in einer Minute erneut."},
                                          {"Se están leyendo demasiados contratos.", "Inténtelo de nuevo dentro de un minuto."}}};
  static constexpr FourProblems kNoToken = {{{"A token is needed.", "Whoever started the server has it."},
                                             {"Un jeton d’accès est nécessaire.", "La personne qui a démarré le serveur le possède."},
                                             {"Ein Zugangscode ist nötig.", "Wer den Server gestartet hat, kennt ihn."},
                                             {"Se necesita un código de acceso.", "Lo tiene quien inició el servidor."}}};
  static constexpr FourProblems kRefused = {{{"The request was refused.", "Open this server's start page by its own address and try again."},
                                             {"La requête a été refusée.", "Ouvrez la page d’accueil de ce serveur par sa propre adresse et réessayez."},
                                             {"Die Anfrage wurde abgelehnt.", "Öffnen Sie die Startseite dieses Servers unter seiner eigenen Adresse und versuchen Sie es erneut."},
                                             {"La solicitud fue rechazada.", "Abra la página de inicio de este servidor por su propia dirección e inténtelo de nuevo."}}};
  static constexpr FourProblems kNotFound = {{{"There is nothing at this address.", "Begin at the start page."},
                                              {"Il n’y a rien à cette adresse.", "Recommencez à la page d’accueil."},
                                              {"Unter dieser Adresse ist nichts.", "Beginnen Sie auf der Startseite."},
                                              {"No hay nada en esta dirección.", "Comience por la página de inicio."}}};
  static constexpr FourProblems kGone = {{{"This result is not kept any more.", "Send the contract again."},
                                          {"Ce résultat n’est plus conservé.", "Envoyez le contrat de nouveau."},
                                          {"Dieses Ergebnis ist nicht mehr vorhanden.", "Senden Sie den Vertrag noch einmal."},
                                          {"Este resultado ya no se conserva.", "Envíe de nuevo el contrato."}}};
  static constexpr FourProblems kNoFormat = {{{"This result cannot be written in that format.", "Choose another download."},
                                              {"Ce résultat n’existe pas dans ce format.", "Choisissez un autre téléchargement."},
                                              {"In diesem Format gibt es das Ergebnis nicht.", "Wählen Sie ein anderes Format."},
                                              {"Este resultado no existe en ese formato.", "Elija otra descarga."}}};
  static constexpr FourProblems kInternal = {{{"Something went wrong in this server.", "Please report it."},
                                              {"Une erreur s’est produite sur ce serveur.", "Merci de la signaler."},
                                              {"Auf diesem Server ist ein Fehler aufgetreten.", "Bitte melden Sie ihn."},
                                              {"Se produjo un error en este servidor.", "Comuníquelo, por favor."}}};
  switch (trouble) {
    case Trouble::no_file: return kNoFile;
    case Trouble::too_large: return kTooLarge;
    case Trouble::too_slow: return kTooSlow;
    case Trouble::not_read: return kNotRead;
    case Trouble::busy: return kBusy;
    case Trouble::no_token: return kNoToken;
    case Trouble::cut_off: return kCutOff;
    case Trouble::bad_request:
    case Trouble::no_length:
    case Trouble::bad_value:
    case Trouble::wrong_host:
    case Trouble::wrong_method:
    case Trouble::wrong_origin: return kRefused;
    case Trouble::not_found: return kNotFound;
    case Trouble::gone: return kGone;
    case Trouble::no_format: return kNoFormat;
    case Trouble::internal: break;
  }
  return kInternal;
}

}  // namespace

const PageWords& page_words(std::string_view language) {
  static constexpr std::array<const PageWords*, 4> kAll = {&kEnglish, &kFrench, &kGerman, &kSpanish};
  return *kAll[index_of(language)];
}

ProblemWords problem_words(Trouble trouble, std::string_view language) { return problems(trouble)[index_of(language)]; }

std::string with_number(std::string_view words, long number) {
  std::string out(words);
  out.replace(out.find('#'), 1, std::to_string(number));
  return out;
}

std::string_view best_language(std::string_view accept) {
  std::string_view best = kLanguages.front();
  double most = 0;
  while (!accept.empty()) {
    std::string_view range = accept.substr(0, accept.find(','));
    accept.remove_prefix(std::min(accept.size(), range.size() + 1));
    while (range.starts_with(' ')) range.remove_prefix(1);
    double weight = 1;
    if (const std::size_t q = range.find(";q="); q != std::string_view::npos) weight = std::atof(std::string(range.substr(q + 3, 8)).c_str());
    const std::string_view primary = range.substr(0, range.find_first_of("-;"));
    for (const std::string_view language : kLanguages)
      if (primary == language && weight > most) {
        best = language;
        most = weight;
      }
  }
  return best;
}

}  // namespace caveat::cli::serve
