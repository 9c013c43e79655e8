// See rule_words.h.
#include "report/rule_words.h"

namespace caveat::report {
namespace {

constexpr std::array<RuleWords, kLanguages> kWords = {{
    {
        .kind = {"Reports wording that stands in the contract.", "Compares a figure in the contract with your policy.",
                 "Recognises a clause for the key terms; it is no risk in itself.",
                 "Reports a protection that the contract lacks.", "Checks how the contract is built: references, annexes, definitions."},
        .status = {"draft, not used in scans", "in use", "retired"},
        .version = "version {n}",
        .languages = "Reads contracts in",
        .numbers = "Figures of the policy",
        .at_least = "at least {n}",
        .at_most = "at most {n}",
        .preferred = "preferred {n}",
        .walk_away = "walk away beyond {n}",
        .from_policy = "set by the policy",
        .own = "the rule’s own",
        .examples = "Examples",
        .reported = "Reported",
        .not_reported = "Not reported",
        .unknown = "There is no rule “{n}”.",
        .meant = "Did you mean {n}?",
    },
    {
        .kind = {"Signale une formulation qui figure dans le contrat.", "Compare un chiffre du contrat à votre politique.",
                 "Repère une clause pour les conditions clés ; elle n’est pas un risque en soi.",
                 "Signale une protection qui manque au contrat.", "Vérifie la construction du contrat : renvois, annexes, définitions."},
        .status = {"ébauche, non utilisée dans les analyses", "en service", "retirée"},
        .version = "version {n}",
        .languages = "Lit les contrats en",
        .numbers = "Seuils de la politique",
        .at_least = "au moins {n}",
        .at_most = "au plus {n}",
        .preferred = "souhaité : {n}",
        .walk_away = "rupture au-delà de {n}",
        .from_policy = "fixé par la politique",
        .own = "valeur de la règle",
        .examples = "Exemples",
        .reported = "Signalé",
        .not_reported = "Non signalé",
        .unknown = "Il n’existe pas de règle « {n} ».",
        .meant = "Vouliez-vous dire {n} ?",
    },
    {
        .kind = {"Meldet eine Formulierung, die im Vertrag steht.", "Vergleicht eine Zahl des Vertrags mit Ihren Vorgaben.",
                 "Erkennt eine Klausel für die Eckdaten; für sich ist sie kein Risiko.",
                 "Meldet einen Schutz, der im Vertrag fehlt.", "Prüft den Aufbau des Vertrags: Verweise, Anlagen, Definitionen."},
        .status = {"Entwurf, wird bei Prüfungen nicht verwendet", "in Gebrauch", "zurückgezogen"},
        .version = "Version {n}",
        .languages = "Liest Verträge auf",
        .numbers = "Werte der Vorgaben",
        .at_least = "mindestens {n}",
        .at_most = "höchstens {n}",
        .preferred = "gewünscht: {n}",
        .walk_away = "Abbruch jenseits von {n}",
        .from_policy = "aus den Vorgaben",
        .own = "Wert der Regel",
        .examples = "Beispiele",
        .reported = "Wird gemeldet",
        .not_reported = "Wird nicht gemeldet",
        .unknown = "Es gibt keine Regel „{n}“.",
        .meant = "Meinten Sie {n}?",
    },
    {
        .kind = {"Señala una redacción que figura en el contrato.", "Compara una cifra del contrato con su política.",
                 "Reconoce una cláusula para las condiciones clave; por sí sola no es un riesgo.",
                 "Señala una protección que falta en el contrato.", "Comprueba cómo está construido el contrato: remisiones, anexos, definiciones."},
        .status = {"borrador, no se usa en los análisis", "en uso", "retirada"},
        .version = "versión {n}",
        .languages = "Lee contratos en",
        .numbers = "Límites de la política",
        .at_least = "al menos {n}",
        .at_most = "como máximo {n}",
        .preferred = "preferido: {n}",
        .walk_away = "ruptura más allá de {n}",
        .from_policy = "fijado por la política",
        .own = "valor de la regla",
        .examples = "Ejemplos",
        .reported = "Se señala",
        .not_reported = "No se señala",
        .unknown = "No existe la regla «{n}».",
        .meant = "¿Quería decir {n}?",
    },
}};

}  // namespace

const RuleWords& rule_words(Language reader) { return kWords[index(reader == Language::other ? Language::en : reader)]; }

}  // namespace caveat::report
