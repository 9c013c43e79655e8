// As the report of one document: no script, a policy that forbids everything but this style sheet, by its hash. Labels come as L_...,
// a document's words only through escaped variables.
#include "report/comparison_template.h"

namespace caveat::report {

const std::string_view kComparisonTemplate = R"tpl(@HEAD@<title>{{BEFORE}} → {{AFTER}} · {{L_TITLE}}</title>
<style>@STYLE@</style>
</head>
<body class="rounds">
<a class="skip" href="#wording">{{L_SKIP_WORDING}}</a>
<header class="masthead">
<p class="brand"><b>Caveat</b> {{L_TITLE}}</p>
<h1><bdi>{{BEFORE}}</bdi> <span class="arrow">→</span> <bdi>{{AFTER}}</bdi></h1>
{{#SIDE}}<p class="about">{{TEXT}}</p>
{{/SIDE}}</header>
{{#ALERT}}<section class="alert" aria-label="{{L_NOT_READ}}">
<ul>{{#ALERT_LINE}}<li>{{LINE}}</li>{{/ALERT_LINE}}</ul>
</section>
{{/ALERT}}<section class="verdict change-{{VERDICT}}" aria-labelledby="verdict">
<div class="said">
<h2 id="verdict">{{CHANGES}}</h2>
<p class="reason">{{SCORE}}</p>
<p class="reason">{{LANES}}</p>
<ul class="counts">{{#COUNT}}<li class="change-{{KIND}}"><a href="#{{KIND}}">{{TEXT}}</a></li>{{/COUNT}}</ul>
</div>
</section>
<main class="rounds-main">
{{#GROUP}}<section id="{{KIND}}" class="change-{{KIND}}" aria-labelledby="{{KIND}}-h">
<h2 id="{{KIND}}-h">{{HEADING}} <span class="count">{{TOTAL}}</span></h2>
{{#CHANGE}}<article class="issue change-{{KIND}}" aria-labelledby="c{{N}}">
<h3 id="c{{N}}"><span class="badge">{{BADGE}}</span> {{TITLE}} <span class="severity">{{SEVERITY}}</span></h3>
{{#DELTA}}<p class="delta">{{TEXT}}</p>
{{/DELTA}}{{#NOTE}}<p class="own">{{TEXT}}</p>
{{/NOTE}}@PAIR@{{#FULL}}<p class="message">{{MESSAGE}}</p>
<dl>{{#ASK_}}<div class="ask"><dt>{{L_ASK}}</dt><dd>{{ASK}}</dd></div>{{/ASK_}}{{#FALLBACK_}}<div><dt>{{L_FALLBACK}}</dt><dd>{{FALLBACK}}</dd></div>{{/FALLBACK_}}</dl>
{{/FULL}}<p class="tags"><span>{{L_RULE}} <code>{{RULE}}</code></span></p>
</article>
{{/CHANGE}}{{#GROUP_NOTE}}<p class="note">{{TEXT}}</p>
{{/GROUP_NOTE}}</section>
{{/GROUP}}{{#TERMS}}<section id="terms" aria-labelledby="terms-h">
<h2 id="terms-h">{{L_TERMS}}</h2>
<table class="terms key"><thead><tr><th scope="col">{{L_TERM}}</th><th scope="col">{{L_BEFORE}}</th><th scope="col">{{L_AFTER}}</th></tr></thead>
<tbody>{{#TERM}}<tr><th scope="row">{{NAME}}</th><td>{{WAS}}</td><td><b>{{IS}}</b>{{#EFFECT_}} <span class="effect {{EFFECT_CLASS}}">{{EFFECT}}</span>{{/EFFECT_}}</td></tr>
{{/TERM}}</tbody></table>
</section>
{{/TERMS}}<section id="wording" aria-labelledby="wording-h">
<h2 id="wording-h">{{L_WORDING}}</h2>
{{#SAME}}<p class="none">{{L_NOTHING}}</p>
{{/SAME}}{{#WORDING_COUNT}}<p class="note">{{TEXT}}</p>
{{/WORDING_COUNT}}{{#CLAUSE}}<details class="clause"{{#OPEN}} open{{/OPEN}}><summary>{{NAME}}</summary>
{{#PASSAGE}}{{#MOVED}}<p class="own">{{TEXT}}</p>
{{/MOVED}}@PAIR@{{/PASSAGE}}{{#MORE}}<p class="note">{{TEXT}}</p>
{{/MORE}}</details>
{{/CLAUSE}}</section>
<section class="colophon" aria-labelledby="about-h">
<h2 id="about-h">{{L_ABOUT}}</h2>
<p>{{L_NOT_ADVICE}}</p>
<dl><div><dt>{{L_PACK}}</dt><dd>{{PACK}} <code>{{PACK_HASH}}</code></dd></div>{{#POLICY_}}<div><dt>{{L_POLICY}}</dt><dd>{{POLICY}}</dd></div>{{/POLICY_}}<div><dt>{{L_BEFORE_DRAFT}}</dt><dd>{{BEFORE}} <code>{{BEFORE_SHA}}</code></dd></div><div><dt>{{L_AFTER_DRAFT}}</dt><dd>{{AFTER}} <code>{{AFTER_SHA}}</code></dd></div></dl>
</section>
</main>
</body>
</html>
)tpl";

const std::string_view kComparisonPair = R"tpl({{#PAIR}}<div class="pair">
<div class="was"><p class="at"><b>{{L_BEFORE}}</b> {{BEFORE_AT}}</p>
{{#WAS_NONE}}<p class="gap">{{L_NOT_THERE}}</p>{{/WAS_NONE}}{{#WAS}}<blockquote{{#QLANG_}} lang="{{QLANG}}"{{/QLANG_}}><p>{{#SEG}}{{#M}}<del>{{/M}}{{T}}{{#M}}</del>{{/M}}{{/SEG}}</p></blockquote>{{/WAS}}</div>
<div class="is"><p class="at"><b>{{L_AFTER}}</b> {{AFTER_AT}}</p>
{{#IS_NONE}}<p class="gap">{{L_NOT_THERE}}</p>{{/IS_NONE}}{{#IS}}<blockquote{{#QLANG_}} lang="{{QLANG}}"{{/QLANG_}}><p>{{#SEG}}{{#M}}<ins>{{/M}}{{T}}{{#M}}</ins>{{/M}}{{/SEG}}</p></blockquote>{{/IS}}</div>
</div>
{{/PAIR}})tpl";

const std::string_view kComparisonStyle = R"css(
.change-new { --c: var(--critical); --t: var(--critical-tint); }
.change-worse, .change-unclear { --c: var(--high); --t: var(--high-tint); }
.change-changed { --c: var(--medium); --t: var(--medium-tint); }
.change-better, .change-resolved { --c: var(--good); --t: var(--good-tint); }
.change-unchanged { --c: var(--info); --t: var(--info-tint); }
.rounds .masthead, .rounds .alert, .rounds .verdict, .rounds-main { max-width: 84rem; }
.rounds .verdict { grid-template-columns: minmax(0, 1fr); }
.rounds .reason { max-width: none; }
.rounds .counts a { color: inherit; text-decoration: none; }
.rounds .counts a:hover { text-decoration: underline; }
.rounds .issue { content-visibility: visible; }
.arrow { color: var(--soft); font-weight: 400; }
.rounds-main { margin-inline: auto; padding: 1.75rem; }
.severity { color: var(--soft); font-weight: 400; font-size: .88rem; margin-left: .35em; }
.delta { margin-top: .4rem; font-weight: 650; font-variant-numeric: tabular-nums; }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: .4rem 1.75rem; margin: .9rem 0; }
.pair blockquote { border-left-color: var(--line); }
.pair .is blockquote { border-left-color: var(--c, var(--info)); }
.pair .at b { color: var(--ink); }
.gap { color: var(--soft); font-style: italic; margin-top: .35rem; }
del { background: var(--critical-tint); text-decoration: line-through; text-decoration-color: var(--critical); text-decoration-thickness: 1px; border-radius: 2px; }
ins { background: var(--good-tint); text-decoration: underline; text-decoration-color: var(--good); text-underline-offset: .18em; border-radius: 2px; }
del, ins { -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.effect { display: inline-block; border-radius: 99px; padding: .02rem .6rem; font-size: .82rem; font-weight: 600; background: var(--t); color: var(--c); }
.effect.favourable { --c: var(--good); --t: var(--good-tint); }
.effect.unfavourable { --c: var(--high); --t: var(--high-tint); }
.clause { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: .5rem 1.1rem; margin-top: .6rem; }
.clause summary { width: auto; }
.clause .pair { border-top: 1px solid var(--faint); padding-top: .7rem; }
@media (max-width: 48rem) {
  .pair { grid-template-columns: minmax(0, 1fr); }
  .rounds-main { padding: 1.25rem; }
}
@media print {
  .rounds-main { padding: 0; max-width: none; }
  .pair { break-inside: avoid; gap: 2mm 6mm; }
}
)css";

}  // namespace caveat::report
