// The words themselves, one line each: en, fr, de, es. See sheet_words.h.
#include "report/sheet_words.h"

#include <array>

namespace caveat::report {
namespace {

constexpr std::array<std::array<std::string_view, kLanguages>, static_cast<std::size_t>(SheetWord::last_)> kWords = {{
    {"Document", "Document", "Dokument", "Documento"},
    {"No.", "N°", "Nr.", "N.º"},
    {"Priority", "Priorité", "Priorität", "Prioridad"},
    {"Severity", "Gravité", "Schwere", "Gravedad"},
    {"Status", "Statut", "Status", "Estado"},
    {"Point", "Point", "Punkt", "Punto"},
    {"Finding", "Constat", "Befund", "Hallazgo"},
    {"Page", "Page", "Seite", "Página"},
    {"Clause", "Clause", "Klausel", "Cláusula"},
    {"Quote", "Citation", "Wortlaut", "Texto literal"},
    {"Notes", "Remarques", "Anmerkungen", "Observaciones"},
    {"Owner", "Responsable", "Zuständig", "Responsable"},
    {"Comment", "Commentaire", "Kommentar", "Comentario"},
    {"Code", "Code", "Code", "Código"},
    {"Rule", "Règle", "Regel", "Regla"},
    {"Confidence", "Confiance", "Sicherheit", "Confianza"},
    {"Language of the clause", "Langue de la clause", "Sprache der Klausel", "Idioma de la cláusula"},
    {"Date", "Date", "Datum", "Fecha"},
    {"How it was computed", "Calcul", "Berechnung", "Cálculo"},
    {"Kind of document", "Type de document", "Art des Dokuments", "Tipo de documento"},
    {"Verdict", "Verdict", "Urteil", "Veredicto"},
    {"Risk (0 to 100)", "Risque (0 à 100)", "Risiko (0 bis 100)", "Riesgo (0 a 100)"},
    {"Languages", "Langues", "Sprachen", "Idiomas"},
    {"Portfolio", "Vue d’ensemble", "Übersicht", "Resumen"},
    {"Open", "Ouvert", "Offen", "Abierto"},
    {"Waived", "Dérogation", "Ausnahme genehmigt", "Excepción aprobada"},
    {"To be checked", "À vérifier", "Zu prüfen", "Por comprobar"},
    {"Not read", "Non lu", "Nicht gelesen", "No leído"},
    {"Nothing found", "Rien à signaler", "Nichts gefunden", "Sin hallazgos"},
    {"In negotiation", "En négociation", "In Verhandlung", "En negociación"},
    {"Agreed", "Obtenu", "Vereinbart", "Acordado"},
    {"Refused", "Refusé", "Abgelehnt", "Rechazado"},
    {"Contract dates", "Échéances des contrats", "Vertragstermine", "Vencimientos de contratos"},
    {"Term ends, then renews by itself", "Fin de la durée, puis reconduction tacite", "Ende der Laufzeit, danach automatische Verlängerung",
     "Fin de la vigencia, con prórroga automática"},
}};

}  // namespace

std::string_view word(SheetWord which, Language reader) {
  return kWords[static_cast<std::size_t>(which)][reader == Language::other ? 0 : index(reader)];
}

}  // namespace caveat::report
