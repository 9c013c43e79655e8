// See memo_words.h.
#include "report/memo_words.h"

namespace caveat::report {
namespace {

constexpr MemoWords kEnglish = {
    .memo = "Negotiation memo",
    .requests = "Requested changes",
    .missing = "Not in the contract",
    .see = "The same point as at {n}; see the comment there.",
    .see_first = "The same point again; see the first comment on it.",
    .same = "The same request as for {n}.",
    .same_first = "The same request applies here.",
    .signature = "This file carried a digital signature. Comments change the file, so the signature no longer holds. The signed original itself is untouched.",
    .note = "In a footnote or endnote:",
    .header = "In the header or footer:",
    .cut = "Points without a comment here, because there are too many: {n}.",
    .not_written = "Comments could not be put into this file; this memo takes their place. To get them, save the file anew from Word or LibreOffice.",
    .author = "Contract review",
    .initials = "CR",
};

constexpr MemoWords kFrench = {
    .memo = "Note de négociation",
    .requests = "Modifications demandées",
    .missing = "Absent du contrat",
    .see = "Même point qu’à l’endroit suivant\xC2\xA0: {n}\xC2\xA0; voir le commentaire qui s’y trouve.",
    .see_first = "Même point\xC2\xA0; voir le premier commentaire à ce sujet.",
    .same = "Même demande que pour\xC2\xA0: {n}.",
    .same_first = "Même demande ici.",
    .signature = "Ce fichier portait une signature électronique. Les commentaires le modifient\xC2\xA0: la signature n’est plus valable. L’original signé reste intact.",
    .note = "Dans une note de bas de page ou de fin\xC2\xA0:",
    .header = "Dans l’en-tête ou le pied de page\xC2\xA0:",
    .cut = "Points trop nombreux pour être tous commentés ici\xC2\xA0; restants\xC2\xA0: {n}.",
    .not_written = "Les commentaires n’ont pas pu être insérés dans ce fichier\xC2\xA0; cette note les remplace. Pour les obtenir, réenregistrez le fichier depuis "
                   "Word ou LibreOffice.",
    .author = "Relecture du contrat",
    .initials = "RC",
};

constexpr MemoWords kGerman = {
    .memo = "Verhandlungspapier",
    .requests = "Änderungswünsche",
    .missing = "Im Vertrag nicht enthalten",
    .see = "Derselbe Punkt wie an anderer Stelle ({n}); siehe den Kommentar dort.",
    .see_first = "Derselbe Punkt noch einmal; siehe den ersten Kommentar dazu.",
    .same = "Derselbe Änderungswunsch wie an anderer Stelle ({n}).",
    .same_first = "Auch hier derselbe Änderungswunsch.",
    .signature = "Diese Datei war digital signiert. Die Kommentare verändern sie, die Signatur gilt daher nicht mehr. Das signierte Original bleibt unberührt.",
    .note = "In einer Fuß- oder Endnote:",
    .header = "In der Kopf- oder Fußzeile:",
    .cut = "Zu viele Punkte, um alle hier zu kommentieren; übrig: {n}.",
    .not_written = "In diese Datei ließen sich keine Kommentare einfügen; dieses Papier tritt an ihre Stelle. Abhilfe: die Datei aus Word oder LibreOffice neu "
                   "speichern.",
    .author = "Vertragsprüfung",
    .initials = "VP",
};

constexpr MemoWords kSpanish = {
    .memo = "Nota de negociación",
    .requests = "Cambios solicitados",
    .missing = "No figura en el contrato",
    .see = "El mismo punto que en otro lugar ({n}); véase el comentario correspondiente.",
    .see_first = "De nuevo el mismo punto; véase el primer comentario al respecto.",
    .same = "La misma petición que en otro lugar ({n}).",
    .same_first = "También aquí, la misma petición.",
    .signature = "Este archivo llevaba una firma digital. Los comentarios lo modifican, por lo que la firma deja de ser válida. El original firmado no se ha "
                 "tocado.",
    .note = "En una nota al pie o final:",
    .header = "En el encabezado o el pie de página:",
    .cut = "Demasiados puntos para comentarlos todos aquí; quedan {n}.",
    .not_written = "No se han podido insertar comentarios en este archivo; esta nota los sustituye. Para obtenerlos, vuelva a guardar el archivo desde Word o "
                   "LibreOffice.",
    .author = "Revisión del contrato",
    .initials = "RC",
};

}  // namespace

const MemoWords& memo_words(Language reader) {
  switch (reader) {
    case Language::fr: return kFrench;
    case Language::de: return kGerman;
    case Language::es: return kSpanish;
    default: return kEnglish;
  }
}

}  // namespace caveat::report
