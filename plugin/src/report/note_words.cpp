// See note_words.h.
#include "report/note_words.h"

namespace caveat::report {
namespace {

constexpr NoteWords kEnglish = {
    .author = {"Supplier", "Customer"},
    .same_point = "Same point: see {n}",
    .continued = "Continued from p. {n}",
    .signature = "The signature does not hold for this copy",
    .signature_text = "The original is signed electronically. These notes changed the file, so viewers show the signature of this copy as "
                      "invalid. Rely on the original.",
    .form = "Form",
    .form_text = "This document is a form. Its fields, and what is filled in, are as they were.",
    .dynamic_form = "XFA form",
    .dynamic_form_text = "This document also holds an XFA form. A viewer that knows such forms may show the form’s own pages, without these "
                         "notes.",
    .unmarked = "Not all places are marked",
    .unmarked_text = {"{n} further place is not marked: this copy holds as many notes as it may. The HTML report names it.",
                      "{n} further places are not marked: this copy holds as many notes as it may. The HTML report names them."},
};

constexpr NoteWords kFrench = {
    .author = {"Prestataire", "Client"},
    .same_point = "Même point : voir {n}",
    .continued = "Suite de la p. {n}",
    .signature = "Signature non valable pour cette copie",
    .signature_text = "L’original est signé électroniquement. L’ajout de ces notes a modifié le fichier : la signature de cette copie "
                      "s’affichera comme non valide. Seul l’original fait foi.",
    .form = "Formulaire",
    .form_text = "Ce document est un formulaire. Ses champs et les données saisies n’ont pas été modifiés.",
    .dynamic_form = "Formulaire XFA",
    .dynamic_form_text = "Ce document contient aussi un formulaire XFA. Un lecteur qui prend en charge ces formulaires peut en afficher les "
                         "pages propres, sans ces notes.",
    .unmarked = "Tous les passages ne sont pas annotés",
    .unmarked_text = {"{n} autre passage n’est pas annoté : cette copie a atteint son nombre maximal de notes. Le rapport HTML l’indique.",
                      "{n} autres passages ne sont pas annotés : cette copie a atteint son nombre maximal de notes. Le rapport HTML les "
                      "indique."},
};

constexpr NoteWords kGerman = {
    .author = {"Anbieter", "Kunde"},
    .same_point = "Gleicher Punkt: siehe {n}",
    .continued = "Fortsetzung von S. {n}",
    .signature = "Signatur gilt nicht für diese Kopie",
    .signature_text = "Das Original ist elektronisch signiert. Die Anmerkungen haben die Datei verändert; die Signatur dieser Kopie wird "
                      "deshalb als ungültig angezeigt. Maßgeblich ist das Original.",
    .form = "Formular",
    .form_text = "Dieses Dokument ist ein Formular. Seine Felder und die Eingaben darin sind unverändert.",
    .dynamic_form = "XFA-Formular",
    .dynamic_form_text = "Dieses Dokument enthält auch ein XFA-Formular. Programme, die solche Formulare kennen, zeigen womöglich dessen "
                         "eigene Seiten ohne diese Anmerkungen.",
    .unmarked = "Nicht alle Stellen sind markiert",
    .unmarked_text = {"{n} weitere Stelle ist nicht markiert: Diese Kopie enthält bereits die Höchstzahl an Anmerkungen. Der HTML-Bericht "
                      "nennt sie.",
                      "{n} weitere Stellen sind nicht markiert: Diese Kopie enthält bereits die Höchstzahl an Anmerkungen. Der HTML-Bericht "
                      "nennt sie."},
};

constexpr NoteWords kSpanish = {
    .author = {"Proveedor", "Cliente"},
    .same_point = "Mismo punto: véase {n}",
    .continued = "Continúa de la pág. {n}",
    .signature = "La firma no es válida para esta copia",
    .signature_text = "El original está firmado electrónicamente. Al añadir estas notas se ha modificado el archivo, por lo que la firma de "
                      "esta copia aparecerá como no válida. El que vale es el original.",
    .form = "Formulario",
    .form_text = "Este documento es un formulario. Sus campos y los datos introducidos no se han modificado.",
    .dynamic_form = "Formulario XFA",
    .dynamic_form_text = "Este documento contiene también un formulario XFA. Un visor que admita estos formularios puede mostrar las páginas "
                         "propias del formulario, sin estas notas.",
    .unmarked = "No están marcados todos los pasajes",
    .unmarked_text = {"{n} pasaje más no está marcado: esta copia ha alcanzado el máximo de notas. El informe HTML lo indica.",
                      "{n} pasajes más no están marcados: esta copia ha alcanzado el máximo de notas. El informe HTML los indica."},
};

}  // namespace

const NoteWords& note_words(Language reader) {
  switch (reader) {
    case Language::fr: return kFrench;
    case Language::de: return kGerman;
    case Language::es: return kSpanish;
    default: return kEnglish;
  }
}

}  // namespace caveat::report
