// One self-contained page. No script at all: filtering is :has(), folding is <details>, linking is fragments; so the
// policy can forbid everything but this style sheet, by its hash. Colours are variables: light, dark and print differ
// only there. Labels come as L_..., a document's words only through escaped variables.
//
// The filter: what it can hide has the class "x" and one class a facet (severity "s4", area "fa2", languages "la3", for whom "au5",
// standing "st0"; languages and audience are bit masks). The rules that set --show and --mark for them are written by html.cpp.
#include "report/html_template.h"

namespace caveat::report {

const std::string_view kHtmlTemplate = R"tpl(@HEAD@<title>{{NAME}} · {{L_REPORT}}</title>
<style>@STYLE@</style>
</head>
<body>
<a class="skip" href="#findings">{{L_SKIP_FINDINGS}}</a>
<a class="skip" href="#text">{{L_SKIP_TEXT}}</a>
<header class="masthead">
<p class="brand"><b>Caveat</b> {{L_REPORT}}</p>
<h1><bdi>{{NAME}}</bdi></h1>
<p class="about">{{ABOUT}}</p>
</header>
{{#ALERT}}<section class="alert" aria-label="{{L_NOT_READ}}">
<p><strong>{{ALERT_TEXT}}</strong></p>
<ul>{{#ALERT_LINE}}<li>{{LINE}}</li>{{/ALERT_LINE}}</ul>
{{#ALERT_MORE}}<p><a href="#not-read">{{L_NOT_READ}} ({{ALERT_TOTAL}})</a></p>{{/ALERT_MORE}}
</section>
{{/ALERT}}{{#NO_CONTRACT}}<section class="alert" aria-label="{{L_KIND_EVIDENCE}}">
<p><strong>{{NOTE}}</strong></p>
{{#SAYS}}<p>{{L_KIND_EVIDENCE}}</p>
<ul>{{#SAYS_SO}}<li>{{TITLE}}{{#SAYS_WHERE}}, {{WHERE}}{{/SAYS_WHERE}} <q>{{SHORT}}</q></li>{{/SAYS_SO}}</ul>{{/SAYS}}
</section>
{{/NO_CONTRACT}}<section class="verdict lane-{{LANE}}" aria-labelledby="verdict">
<svg class="dial" viewBox="0 0 42 42" role="img" aria-label="{{L_RISK}} {{SCORE}}/100">
<circle class="track" cx="21" cy="21" r="15.9155"/>
{{#ARC}}<circle class="arc sev-{{SEV}}" cx="21" cy="21" r="15.9155" stroke-dasharray="{{LENGTH}} 100" stroke-dashoffset="{{OFFSET}}"/>
{{/ARC}}<text class="figure" x="21" y="22">{{SCORE}}</text>
<text class="unit" x="21" y="27.5">{{L_RISK}} / 100</text>
</svg>
<div class="said">
<h2 id="verdict">{{HEADLINE}}</h2>
<p class="reason">{{REASON}}</p>
<ul class="counts">{{#COUNT}}<li class="sev-{{SEV}}">{{TEXT}}</li>{{/COUNT}}</ul>
</div>
{{#TOP}}<div class="top">
<h2>{{L_TOP}}</h2>
<ol>{{#TOP_ITEM}}<li class="sev-{{SEV}} {{FACETS}}"><a href="#f{{N}}">{{TITLE}}</a> <span class="where">{{WHERE}}</span></li>{{/TOP_ITEM}}</ol>
</div>
{{/TOP}}</section>
<nav class="contents" aria-label="{{L_CONTENTS}}"><ul>{{#CONTENT}}<li><a href="#{{TO}}">{{TEXT}}</a></li>{{/CONTENT}}</ul></nav>
{{#FILTER}}<form class="bar" method="dialog" autocomplete="off" aria-label="{{L_FILTER}}">
<p class="only" aria-hidden="true">{{L_FILTER}}</p>
{{#LEVELS}}<fieldset class="fs f-s"><legend class="vh">{{L_SEVERITY}}</legend>{{#OPTION}}<label class="sev-{{SEV}}"><input type="checkbox" id="{{OID}}"> {{TEXT}}</label>{{/OPTION}}</fieldset>
{{/LEVELS}}{{#FACET}}<details name="facet" class="facet {{GROUP}}"><summary>{{TEXT}}</summary><fieldset><legend class="vh">{{TEXT}}</legend>{{#OPTION}}<label><input type="checkbox" id="{{OID}}"> <span>{{TEXT}}</span> <span class="count">{{N}}</span></label>{{/OPTION}}</fieldset></details>
{{/FACET}}<button type="reset">{{L_SHOW_ALL}}</button>
</form>
{{/FILTER}}<div class="panes">
{{#MAP}}<nav class="map" id="map" aria-labelledby="map-h">
<h2 id="map-h">{{L_MAP}}</h2>
<p class="note">{{L_MAP_NOTE}}</p>
<ol>{{#STOP}}<li class="r{{ROW}}{{#HEAD}} head{{/HEAD}}">{{#HEAD}}<a href="#{{TO}}"><span{{#HLANG_}} lang="{{HLANG}}"{{/HLANG_}}>{{TEXT}}</span></a>{{/HEAD}}{{#TICK}}<a class="tick sev-{{SEV}} {{FACETS}}{{#HOLLOW}} hollow{{/HOLLOW}}" href="#t{{N}}"><span>{{TEXT}}</span></a>{{/TICK}}</li>
{{/STOP}}</ol>
</nav>
{{/MAP}}<main>
{{#KEY_TERMS}}<section id="key-terms" aria-labelledby="key-terms-h">
<h2 id="key-terms-h">{{L_TERMS}}</h2>
<table class="terms key"><thead><tr><th scope="col">{{L_TERM}}</th><th scope="col">{{L_VALUE}}</th><th scope="col">{{L_WHERE}}</th></tr></thead>
<tbody>{{#PARTY}}<tr id="pt{{N}}"><th scope="row">{{TITLE}}</th><td><b>{{VALUE}}</b></td><td><a href="#p{{N}}">{{WHERE}}</a></td></tr>
{{/PARTY}}{{#KEY_TERM}}<tr{{#KT_ID}} id="kt{{N}}"{{/KT_ID}}{{#DEADLINE}} class="deadline"{{/DEADLINE}}><th scope="row">{{TITLE}}</th><td>{{#VALUE_}}<b>{{VALUE}}</b>{{/VALUE_}}{{#WORDS_}}<q{{#QLANG_}} lang="{{QLANG}}"{{/QLANG_}}>{{WORDS}}</q>{{/WORDS_}}{{#SHORT_}}<q{{#QLANG_}} lang="{{QLANG}}"{{/QLANG_}}>{{SHORT}}</q>{{/SHORT_}}{{#STEP}}<span class="step">{{TEXT}}</span>{{/STEP}}</td><td>{{#KT_LINK}}<a href="#k{{N}}">{{WHERE}}</a>{{/KT_LINK}}</td></tr>
{{/KEY_TERM}}</tbody></table>
</section>
{{/KEY_TERMS}}<section id="findings" aria-labelledby="findings-h">
<h2 id="findings-h">{{L_FINDINGS}} <span class="count">{{FINDINGS_COUNT}}</span></h2>
{{#NONE}}<p class="none">{{L_NO_FINDINGS}}</p>
{{/NONE}}{{#ISSUE}}@ARTICLE@{{/ISSUE}}</section>
{{#ABSENCES}}<section id="missing" aria-labelledby="missing-h">
<h2 id="missing-h">{{L_ABSENCES}} <span class="count">{{COUNT_TEXT}}</span></h2>
{{#ABSENCE}}@ARTICLE@{{/ABSENCE}}</section>
{{/ABSENCES}}{{#UNDETERMINED}}<section id="undetermined" aria-labelledby="open-h">
<h2 id="open-h">{{L_UNDETERMINED}}</h2>
<p class="note">{{L_UNDETERMINED_NOTE}}</p>
<ul class="unread">{{#OPEN}}<li><b>{{TITLE}}</b> <span class="where">{{REASON_OPEN}}</span></li>{{/OPEN}}</ul>
</section>
{{/UNDETERMINED}}{{#NEGOTIATION}}<section id="negotiation" aria-labelledby="negotiation-h">
<h2 id="negotiation-h">{{L_NEGOTIATION}} <span class="of">{{NAME}}</span></h2>
<p class="note">{{L_NEGOTIATION_NOTE}}</p>
<p class="alone"><label><input type="checkbox" id="print-alone" autocomplete="off"> {{L_PRINT_ALONE}}</label></p>
{{#PRIORITY}}<h3>{{TEXT}} <span class="count">{{COUNT_TEXT}}</span></h3>
<ul class="asks">{{#WISH}}<li class="sev-{{SEV}} {{FACETS}}"><a class="num" href="#f{{N}}" aria-label="{{LABEL}}">{{N}}</a> <b>{{TITLE}}</b>{{#WHERE_}} <span class="where">{{WHERE}}</span>{{/WHERE_}}{{#ASK_}}<p>{{ASK}}</p>{{/ASK_}}{{#ASK_LOCAL_}}<p lang="{{ASK_LANG}}">{{ASK_LOCAL}}</p>{{/ASK_LOCAL_}}</li>
{{/WISH}}</ul>
{{/PRIORITY}}</section>
{{/NEGOTIATION}}{{#WAIVERS}}<section id="waived" aria-labelledby="waived-h">
<h2 id="waived-h">{{L_WAIVED}} <span class="count">{{COUNT_TEXT}}</span></h2>
<table class="waived"><thead><tr><th scope="col">{{L_FINDING}}</th><th scope="col">{{L_WAIVER_REASON}}</th><th scope="col">{{L_APPROVER}}</th><th scope="col">{{L_UNTIL}}</th></tr></thead>
<tbody>{{#WAIVED}}<tr id="f{{N}}" class="{{FACETS}}"><th scope="row" class="sev-{{SEV}}"><i></i>{{#LINKED}}<a href="#t{{N}}">{{/LINKED}}{{TITLE}}{{#LINKED}}</a>{{/LINKED}} <span class="where">{{WHERE}}</span> <code>{{ID}}</code></th><td>{{REASON_WAIVED}}</td><td>{{APPROVER}}</td><td>{{UNTIL}}</td></tr>
{{/WAIVED}}</tbody></table>
</section>
{{/WAIVERS}}{{#SHOWN}}<p class="shown"><b></b> {{TEXT}}</p>
{{/SHOWN}}{{#WAIVER_PROBLEMS}}<section aria-labelledby="no-effect-h">
<h2 id="no-effect-h">{{L_WAIVER_PROBLEMS}}</h2>
<ul class="unread">{{#PROBLEM}}<li>{{#PROBLEM_RULE}}<code>{{RULE}}</code> {{/PROBLEM_RULE}}{{#PROBLEM_ID}}<code>{{ID}}</code> {{/PROBLEM_ID}}{{TEXT}}{{#PROBLEM_DETAIL}} ({{DETAIL}}){{/PROBLEM_DETAIL}}{{#PROBLEM_LINE}}<span class="where">, {{LINE}}</span>{{/PROBLEM_LINE}}</li>{{/PROBLEM}}</ul>
</section>
{{/WAIVER_PROBLEMS}}{{#TERMS}}<section aria-labelledby="terms-h">
<h2 id="terms-h">{{TERMS_HEADING}}</h2>
<table class="terms"><thead><tr><th scope="col">{{L_TERM}}</th><th scope="col">{{L_VALUE}}</th><th scope="col">{{L_WHERE}}</th></tr></thead>
<tbody>{{#TERM}}<tr id="kt{{N}}"><th scope="row">{{TITLE}}</th><td>{{#VALUE_}}<b class="value">{{VALUE}}</b>{{/VALUE_}}{{#SHORT_}}<q{{#QLANG_}} lang="{{QLANG}}"{{/QLANG_}}>{{SHORT}}</q>{{/SHORT_}}</td><td><a href="#k{{N}}">{{WHERE}}</a></td></tr>
{{/TERM}}</tbody></table>
{{#TERMS_MORE}}<p class="note">{{TEXT}}</p>
{{/TERMS_MORE}}</section>
{{/TERMS}}{{#SUMMARY}}<section aria-labelledby="summary-h">
<h2 id="summary-h">{{L_SUMMARY}}</h2>
<table class="matrix"><thead><tr><th scope="col">{{L_CATEGORY}}</th>{{#COLUMN}}<th scope="col" class="sev-{{SEV}}">{{TEXT}}</th>{{/COLUMN}}</tr></thead>
<tbody>{{#ROW}}<tr><th scope="row">{{FAMILY}} <span class="code">{{CODE}}</span></th>{{#CELL}}<td{{#FULL}} class="sev-{{SEV}}"{{/FULL}}>{{TEXT}}</td>{{/CELL}}</tr>
{{/ROW}}</tbody></table>
</section>
{{/SUMMARY}}<section id="score" aria-labelledby="score-h">
<h2 id="score-h">{{L_ARITHMETIC}}</h2>
<p class="note">{{L_SCORE_NOTE}}</p>
<details class="sums"><summary>{{FORMULA}}</summary>
<table class="score"><thead><tr><th scope="col">{{L_RULE}}</th><th scope="col">{{L_COUNT}}</th><th scope="col">{{L_FACTORS}}</th><th scope="col">{{L_POINTS}}</th><th scope="col">{{L_SHARE}}</th></tr></thead>
<tbody>{{#LINE}}<tr><th scope="row" class="sev-{{SEV}}"><i></i>{{TITLE}}</th><td>{{COUNT}}</td><td>{{FACTORS}}</td><td>{{POINTS}}</td><td>{{SHARE}}</td></tr>
{{/LINE}}</tbody><tfoot><tr><th scope="row">{{L_TOTAL}}</th><td>{{PLACES}}</td><td></td><td>{{SUM}}</td><td>{{SCORE}}</td></tr></tfoot></table>
</details>
</section>
{{#NOT_READ}}<section id="not-read" aria-labelledby="not-read-h">
<h2 id="not-read-h">{{L_NOT_READ}}</h2>
<ul class="unread">{{#UNREAD}}<li>{{LINE}}</li>{{/UNREAD}}</ul>
</section>
{{/NOT_READ}}<section class="colophon" aria-labelledby="about-h">
<h2 id="about-h">{{L_ABOUT}}</h2>
<p>{{L_NOT_ADVICE}}</p>
<p>{{MADE_BY}}</p>
<p>{{L_ID_NOTE}}</p>
<dl><div><dt>{{L_PACK}}</dt><dd>{{PACK}} <code>{{PACK_HASH}}</code></dd></div>{{#POLICY_}}<div><dt>{{L_POLICY}}</dt><dd>{{POLICY}}</dd></div>{{/POLICY_}}<div><dt>{{L_FILE}}</dt><dd><code>{{SHA256}}</code></dd></div></dl>
</section>
</main>
<aside id="text" class="paper" tabindex="0" aria-labelledby="text-h"{{#DLANG_}} lang="{{DLANG}}"{{/DLANG_}}>
<h2 id="text-h" lang="{{LANG}}">{{L_TEXT}}</h2>
{{#EMPTY}}<p class="none" lang="{{LANG}}">{{L_TEXT_EMPTY}}</p>
{{/EMPTY}}{{#CHUNK}}<div class="chunk">
{{#BLOCK}}{{#PAGE}}<p class="page" id="pg{{PAGE_N}}" lang="{{LANG}}"><span>{{PAGE_LABEL}}{{#PAGE_UNREAD}} · {{L_PAGE_UNREAD}}{{/PAGE_UNREAD}}</span></p>
{{/PAGE}}{{#BODY}}<p class="b {{KIND}}"{{#HEADING}} role="heading" aria-level="{{LEVEL}}"{{/HEADING}}{{#BLANG_}} lang="{{BLANG}}"{{/BLANG_}}>{{#ANCHOR}}<span id="{{TO}}"></span>{{/ANCHOR}}{{#TD}}<span class="td">{{/TD}}{{#SEG}}{{#REF}}<a class="ref {{RCLASS}}" id="{{RID}}" href="#{{RBACK}}" aria-label="{{RLABEL}}">{{RTEXT}}</a>{{/REF}}{{#TAB}}</span><span class="td">{{/TAB}}{{#M}}<mark class="{{MCLASS}}">{{/M}}{{T:p}}{{#E}}</mark>{{/E}}{{/SEG}}{{#TD}}</span>{{/TD}}</p>
{{/BODY}}{{/BLOCK}}</div>
{{/CHUNK}}</aside>
</div>
</body>
</html>
)tpl";

const std::string_view kHtmlArticle = R"tpl(<article class="issue sev-{{SEV}} {{FACETS}}{{#MISSING}} missing{{/MISSING}}"{{#NO_PLACE}} id="f{{N}}"{{/NO_PLACE}} aria-labelledby="i{{N}}">
<h3 id="i{{N}}"><span class="badge">{{SEVERITY}}</span> {{TITLE}}</h3>
<p class="message">{{MESSAGE}}</p>
{{#FLAG}}<p class="flag">{{TEXT}}</p>
{{/FLAG}}{{#PLACE}}<div class="place {{FACETS}}" id="f{{N}}">
<p class="at"><a class="num" href="#t{{N}}" aria-label="{{L_SHOW}}: {{N}}">{{N}}</a> {{#EXPECTED}}<span>{{L_EXPECTED}}</span> {{/EXPECTED}}{{#WHERE_}}<span>{{WHERE}}</span>{{/WHERE_}} {{#AUTHOR_}}<span>{{AUTHOR}}</span> {{/AUTHOR_}}{{#VALUE_}}<span class="value">{{VALUE}}</span>{{/VALUE_}} <a class="jump" href="#t{{N}}">{{L_SHOW}}</a></p>
<blockquote{{#QLANG_}} lang="{{QLANG}}"{{/QLANG_}}><p>{{#BEFORE_}}<span class="ctx">{{BEFORE}}</span>{{/BEFORE_}}{{Q1}}{{#HIT}}<mark class="hit">{{Q2}}</mark>{{/HIT}}{{Q3}}{{#AFTER_}}<span class="ctx">{{AFTER}}</span>{{/AFTER_}}</p></blockquote>
{{#OWN_MESSAGE}}<p class="own">{{TEXT}}</p>
{{/OWN_MESSAGE}}{{#OWN_ID}}<p class="own">{{L_ID}} <code>{{ID}}</code></p>
{{/OWN_ID}}</div>
{{/PLACE}}{{#MORE}}<details class="more"><summary>{{TEXT}}</summary>
<ul>{{#REST}}<li id="f{{N}}" class="{{FACETS}}"><a class="num" href="#t{{N}}" aria-label="{{L_SHOW}}: {{N}}">{{N}}</a> <span class="where">{{WHERE}}</span> {{#AUTHOR_}}<span>{{AUTHOR}}</span> {{/AUTHOR_}}{{#VALUE_}}<span class="value">{{VALUE}}</span> {{/VALUE_}}<q{{#QLANG_}} lang="{{QLANG}}"{{/QLANG_}}>{{SHORT}}</q></li>{{/REST}}</ul>
</details>
{{/MORE}}{{#UNLISTED}}<p class="note">{{TEXT}}</p>
{{/UNLISTED}}{{#TRUNCATED}}<p class="note">{{TEXT}}</p>
{{/TRUNCATED}}<dl>
{{#WHY_}}<div><dt>{{L_WHY}}</dt><dd>{{WHY}}</dd></div>
{{/WHY_}}{{#ASK_}}<div class="ask"><dt>{{L_ASK}}</dt><dd>{{ASK}}{{#ASK_LOCAL_}}<p class="local"><span>{{L_ASK_LOCAL}}</span> <span lang="{{ASK_LANG}}">{{ASK_LOCAL}}</span></p>{{/ASK_LOCAL_}}</dd></div>
{{/ASK_}}{{#FALLBACK_}}<div><dt>{{L_FALLBACK}}</dt><dd>{{FALLBACK}}</dd></div>
{{/FALLBACK_}}{{#SEARCHED_}}<div><dt>{{L_SEARCHED}}</dt><dd>{{SEARCHED}}</dd></div>
{{/SEARCHED_}}{{#LAW_}}<div class="law"><dt>{{L_LAW}}</dt><dd><ul>{{#LAW}}<li><b>{{PLACE_OF_LAW}}</b> {{REF}} <span class="checked">{{CHECKED}}</span></li>{{/LAW}}</ul><p class="note">{{L_LAW_NOTE}}</p></dd></div>
{{/LAW_}}</dl>
<p class="tags"><span>{{FAMILY}}{{#CODE_}} <span class="code">{{CODE}}</span>{{/CODE_}}</span> <span>{{L_CONFIDENCE}} {{CONFIDENCE}}</span> <span>{{L_RULE}} <code>{{RULE}}</code> v{{RULE_VERSION}}</span>{{#ID_}} <span>{{L_ID}} <code>{{ID}}</code></span>{{/ID_}}</p>
</article>
)tpl";

const std::string_view kHtmlStyle = R"css(
:root {
  color-scheme: light dark;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Source Serif 4", "Noto Serif", Georgia, "Liberation Serif", "DejaVu Serif", serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace;
  --ground: #f4f3ef; --sheet: #fff; --paper: #fffdf8; --ink: #1c2026; --soft: #565e69; --line: #dcdad3; --faint: #eceae4; --link: #1f4b99;
  --critical: #a3161f; --critical-tint: #fde1df; --high: #ad4708; --high-tint: #ffe7d1; --medium: #7b5a00; --medium-tint: #fbf0c9;
  --low: #27675a; --low-tint: #dcf1ea; --info: #4a5869; --info-tint: #e7ebf1; --on: #fff; --good: #1f6b3a; --good-tint: #e0f3e5;
  --shadow: 0 1px 2px rgb(20 24 30 / .06), 0 4px 14px rgb(20 24 30 / .05);
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #121519; --sheet: #1a1f25; --paper: #171b20; --ink: #e5e8ec; --soft: #a2abb7; --line: #323943; --faint: #262c34; --link: #9ec1ff;
    --critical: #ff9089; --critical-tint: #4b1d20; --high: #ffad6b; --high-tint: #472a10; --medium: #ecc64b; --medium-tint: #3c330d;
    --low: #7fd3bd; --low-tint: #16392f; --info: #b2bfcf; --info-tint: #2a323c; --on: #14171b; --good: #83d69b; --good-tint: #173822;
    --shadow: none;
  }
}
.sev-critical { --c: var(--critical); --t: var(--critical-tint); }
.sev-high { --c: var(--high); --t: var(--high-tint); }
.sev-medium { --c: var(--medium); --t: var(--medium-tint); }
.sev-low { --c: var(--low); --t: var(--low-tint); }
.sev-info { --c: var(--info); --t: var(--info-tint); }
.lane-sign { --c: var(--good); --t: var(--good-tint); }
.lane-negotiate { --c: var(--medium); --t: var(--medium-tint); }
.lane-legal, .lane-unread { --c: var(--high); --t: var(--high-tint); }
.lane-stop { --c: var(--critical); --t: var(--critical-tint); }
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 var(--sans); overflow-wrap: break-word; }
h1, h2, h3, p, ul, ol, dl, dd, blockquote, table, fieldset { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
code { font: .86em var(--mono); overflow-wrap: anywhere; }
.skip { position: absolute; left: -100vw; top: 0; background: var(--sheet); padding: .6rem 1rem; z-index: 9; }
.skip:focus { left: 0; }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.masthead, .alert, .verdict, .contents, .panes { max-width: 106rem; margin-inline: auto; }
.masthead { padding: 1.4rem 1.75rem .9rem; }
.brand { color: var(--soft); font-size: .84rem; letter-spacing: .02em; }
.brand b { color: var(--ink); letter-spacing: .09em; text-transform: uppercase; font-size: .78rem; margin-right: .5em; }
h1 { font: 600 1.75rem/1.25 var(--serif); margin-top: .25rem; text-wrap: balance; overflow-wrap: anywhere; }
.about { color: var(--soft); margin-top: .15rem; }
h2 { font: 600 1.18rem/1.3 var(--sans); text-wrap: balance; }
main h2 { margin: 0 0 .8rem; }
.count { color: var(--soft); font-weight: 400; font-size: .92rem; margin-left: .35em; }
.where, .note, .checked { color: var(--soft); }
.checked { white-space: nowrap; }
.note { font-size: .88rem; }
.code { font: .8em var(--mono); color: var(--soft); white-space: nowrap; }

.alert { border: 2px solid var(--high); background: var(--high-tint); border-radius: 8px; padding: .8rem 1.1rem; width: calc(100% - 3.5rem); margin-bottom: 1rem; }
.alert ul { list-style: disc; padding-left: 1.2rem; margin-top: .3rem; }

.verdict { display: grid; grid-template-columns: auto minmax(0, 1fr) minmax(0, 1.15fr); gap: 1.5rem 1.75rem; align-items: center; background: var(--sheet);
  border: 1px solid var(--line); border-top: 5px solid var(--c); border-radius: 10px; padding: 1.25rem 1.6rem; width: calc(100% - 3.5rem); box-shadow: var(--shadow); }
.dial { width: 8.6rem; height: 8.6rem; }
.dial circle { fill: none; stroke-width: 4; transform: rotate(-90deg); transform-origin: 50% 50%; }
.track { stroke: var(--faint); }
.arc { stroke: var(--c); }
.dial text { text-anchor: middle; fill: var(--ink); font-family: var(--sans); }
.figure { font-size: 8.6px; font-weight: 650; letter-spacing: -.02em; }
.unit { font-size: 3px; fill: var(--soft) !important; }
.said h2 { font: 650 1.65rem/1.2 var(--sans); color: var(--c); letter-spacing: -.01em; }
.reason { margin-top: .4rem; max-width: 44ch; }
.counts { display: flex; flex-wrap: wrap; gap: .35rem; margin-top: .8rem; }
.counts li { background: var(--t); color: var(--c); border-radius: 99px; padding: .12rem .7rem; font-size: .86rem; font-weight: 600; }
.top { border-left: 1px solid var(--line); padding-left: 1.75rem; }
.top h2 { font-size: .92rem; color: var(--soft); font-weight: 600; }
.top ol { counter-reset: top; display: grid; gap: .5rem; margin-top: .5rem; }
.top li { counter-increment: top; position: relative; padding-left: 2.1rem; line-height: 1.4; }
.top li::before { content: counter(top); position: absolute; left: 0; top: .05rem; width: 1.4rem; height: 1.4rem; border-radius: 50%; background: var(--c); color: var(--on);
  font: 650 .8rem/1.4rem var(--sans); text-align: center; }
.top a { color: var(--ink); font-weight: 600; text-decoration-color: var(--line); }
.top .where { display: block; font-size: .86rem; }

.contents { padding: .9rem 1.75rem 0; }
.contents ul { display: flex; flex-wrap: wrap; gap: .1rem 1.3rem; font-size: .9rem; }

/* What the filter can hide. --show and --mark are set by the rules below that html.cpp writes; each "x" begins without them. */
.x { --show: initial; --mark: initial; }
.issue { display: var(--show, block); }
.place, .tick { display: var(--show, block); }
.more li, .asks li, .top li { display: var(--show, block); }
.waived .x { display: var(--show, table-row); }
.bar { display: none; position: sticky; top: 0; z-index: 5; background: var(--ground); border-block: 1px solid var(--line); margin-top: .9rem; min-height: 3rem; padding: .4rem max(1.75rem, (100vw - 106rem) / 2 + 1.75rem);
  flex-wrap: wrap; gap: .35rem .5rem; align-items: center; font-size: .88rem; }
@supports selector(body:has(input)) { .bar { display: flex; } }
.bar fieldset { border: 0; min-width: 0; }
.only { color: var(--soft); margin-right: .35rem; }
.fs { display: flex; flex-wrap: wrap; gap: .35rem; }
.bar label { display: inline-flex; gap: .4rem; align-items: center; cursor: pointer; }
.bar input, .alone input { accent-color: var(--c, var(--link)); margin: 0; width: 1rem; height: 1rem; flex: none; }
.fs label, .facet summary, .bar button { border: 1px solid var(--line); background: var(--sheet); color: var(--ink); border-radius: 99px; padding: .2rem .75rem; }
.fs label { padding-left: .5rem; }
.fs label:has(:checked) { background: var(--t); border-color: var(--c); }
.facet { position: relative; }
.facet summary { list-style: none; width: auto; }
.facet summary::-webkit-details-marker { display: none; }
.facet summary::after { content: "\25BE"; margin-left: .4em; color: var(--soft); }
.facet:has(:checked) summary { border-color: var(--link); box-shadow: inset 0 0 0 1px var(--link); font-weight: 600; }
.facet fieldset { position: absolute; left: 0; top: calc(100% + .35rem); z-index: 6; background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; box-shadow: 0 8px 28px rgb(0 0 0 / .18);
  padding: .5rem .9rem; min-width: 13rem; max-height: min(32rem, 70vh); overflow: auto; }
.facet label { display: flex; padding: .25rem 0; white-space: nowrap; }
.facet .count { margin-left: auto; padding-left: 1.2rem; }
.bar button { font: inherit; font-size: .88rem; cursor: pointer; visibility: hidden; color: var(--link); }
.bar:has(:checked) button { visibility: visible; }
.shown { display: none; position: sticky; bottom: .8rem; z-index: 4; justify-self: start; background: var(--ink); color: var(--ground); border-radius: 99px; padding: .25rem 1rem; font-size: .88rem; }
body:has(.bar :checked) .shown { display: block; }
main { counter-reset: shown; }
.issue, .waived .x { counter-increment: shown; }
.shown b::before { content: counter(shown); }

.panes { display: grid; grid-template-columns: minmax(0, 1.08fr) 2.1rem minmax(0, 1fr); gap: 1.1rem; padding: 1.4rem 1.75rem 1.75rem; align-items: start; }
main { display: grid; gap: 2.4rem; min-width: 0; }
main > * { min-width: 0; }
main > section, main [id] { scroll-margin-top: 4.2rem; }
main { grid-column: 1; grid-row: 1; }
.paper { grid-column: 3; grid-row: 1; }

/* The map: a grid of as many rows as html.cpp counts; a row's marks share its width. The words of a mark show when it is pointed at. */
.map { grid-column: 2; grid-row: 1; z-index: 4; position: sticky; top: 3.9rem; height: calc(100vh - 4.9rem); }
.map h2, .map .note, .map a span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.map ol { height: 100%; display: grid; grid-template: repeat(var(--rows), minmax(0, 1fr)) / .55rem minmax(0, 1fr); background: linear-gradient(var(--paper), var(--paper)) no-repeat .55rem 0 / 100% 100%;
  border-radius: 3px; outline: 1px solid var(--line); outline-offset: 1px; }
.map li { grid-row: var(--r); grid-column: 2; display: flex; gap: 1px; position: relative; min-width: 0; }
.map li.head { grid-column: 1 / -1; border-top: 1px solid var(--line); }
.map li.head a { width: .55rem; height: .5rem; }
.map .tick { flex: 1; min-width: 2px; height: max(100%, 4px); background: var(--c); border-radius: 1px; }
.map .hollow { background: var(--paper); box-shadow: inset 0 0 0 1.5px var(--c); }
.map a:hover, .map a:focus-visible { z-index: 3; outline-offset: 1px; }
.map a:is(:hover, :focus-visible) span { width: max-content; max-width: 22rem; height: auto; overflow: visible; clip-path: none; white-space: normal; right: calc(100% + .4rem); top: -.7rem; z-index: 7;
  background: var(--ink); color: var(--ground); border-radius: 6px; padding: .3rem .7rem; font: .86rem/1.4 var(--sans); pointer-events: none; }
.issue { content-visibility: auto; contain-intrinsic-size: auto 34rem; background: var(--sheet); border: 1px solid var(--line); border-left: 5px solid var(--c); border-radius: 8px; padding: 1.1rem 1.35rem 1rem; margin-bottom: 1.1rem; box-shadow: var(--shadow); }
.issue h3 { font: 600 1.1rem/1.35 var(--sans); text-wrap: balance; }
.badge { display: inline-block; background: var(--c); color: var(--on); font-size: .72rem; font-weight: 650; letter-spacing: .04em; text-transform: uppercase; border-radius: 4px; padding: .1rem .5rem; margin-right: .35rem; vertical-align: .12em; }
.message { margin-top: .35rem; }
.place { margin-top: .9rem; }
.at { display: flex; flex-wrap: wrap; gap: .2rem .6rem; align-items: baseline; font-size: .88rem; color: var(--soft); }
.num { display: inline-block; min-width: 1.55em; text-align: center; border-radius: 4px; background: var(--t); color: var(--c); font: 650 .8rem/1.5 var(--sans); text-decoration: none; padding: 0 .3em; }
.num:hover, .ref:hover { outline: 2px solid var(--c); }
.value { font-weight: 650; color: var(--ink); white-space: nowrap; }
.jump { margin-left: auto; font-size: .86rem; }
blockquote { border-left: 3px solid var(--t); padding: .15rem 0 .15rem .9rem; margin-top: .35rem; font: 1rem/1.55 var(--serif); hyphens: auto; }
.ctx { color: var(--soft); opacity: .85; }
mark { background: var(--mark, var(--t)); color: inherit; }
.hit { font-weight: 650; border-radius: 2px; box-shadow: inset 0 -2px var(--mark, var(--c)); padding-bottom: .05em; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.flag { margin-top: .45rem; padding: .3rem .7rem; border-left: 3px solid var(--c); background: var(--t); border-radius: 0 5px 5px 0; font-size: .92rem; font-weight: 600; width: fit-content; }
.issue.missing { border-left-style: dashed; }
.own { font-size: .92rem; margin-top: .3rem; color: var(--soft); }
.issue dl { margin-top: 1rem; display: grid; gap: .55rem; }
.issue dl > div, .colophon dl > div { display: grid; grid-template-columns: 8.6rem minmax(0, 1fr); gap: 0 1rem; }
dt { color: var(--soft); font-size: .88rem; padding-top: .1rem; }
.ask { background: var(--faint); border-radius: 6px; padding: .55rem .8rem; margin-inline: -.8rem; }
.ask dt { color: var(--ink); font-weight: 650; }
.local { margin-top: .45rem; padding-top: .45rem; border-top: 1px solid var(--line); }
.local > span:first-child { display: block; font-size: .82rem; color: var(--soft); }
.law li { margin-bottom: .1rem; }
.tags { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; color: var(--soft); font-size: .82rem; margin-top: .9rem; padding-top: .6rem; border-top: 1px solid var(--faint); }
summary { cursor: pointer; color: var(--link); width: fit-content; }
.more { margin-top: .7rem; font-size: .92rem; }
.more li { padding: .3rem 0 .3rem 2.2rem; text-indent: -2.2rem; border-bottom: 1px solid var(--faint); }
.more li > * { text-indent: 0; }
.more .num { margin-right: .45rem; }
q { font-family: var(--serif); quotes: none; }

table { border-collapse: collapse; width: 100%; background: var(--sheet); border: 1px solid var(--line); font-size: .92rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .42rem .75rem; border-bottom: 1px solid var(--faint); vertical-align: top; font-weight: 400; }
thead th { color: var(--soft); font-size: .82rem; border-bottom-color: var(--line); vertical-align: bottom; }
.terms tbody th { font-weight: 600; width: 34%; }
.key tbody th { width: 30%; }
.key td:last-child { width: 26%; }
.deadline > * { background: var(--medium-tint); }
.step { display: block; color: var(--soft); font-size: .88rem; margin-top: .1rem; }
.waived tbody th { width: 40%; }
.waived tbody th .where { font-size: .88rem; }
.waived code { color: var(--soft); }
.waived i { display: inline-block; width: .65em; height: .65em; border-radius: 50%; background: var(--c); margin-right: .5em; }
.matrix td, .matrix thead th + th, .score td, .score thead th + th { text-align: center; }
.matrix td { color: var(--line); }
.matrix td[class] { background: var(--t); color: var(--c); font-weight: 650; }
.matrix thead th[class] { color: var(--c); font-weight: 600; }
.score td, .score thead th + th { text-align: right; }
.score tfoot th, .score tfoot td { font-weight: 650; border-top: 1px solid var(--line); }
.score i { display: inline-block; width: .65em; height: .65em; border-radius: 50%; background: var(--c); margin-right: .6em; }
.sums { margin-top: .5rem; }
.sums table { margin-top: .6rem; }
.unread { list-style: disc; padding-left: 1.2rem; }
#negotiation .of { display: none; }
#negotiation h3 { font: 600 1rem/1.4 var(--sans); margin-top: 1.1rem; }
.alone { font-size: .88rem; margin-top: .35rem; }
.alone label { display: inline-flex; gap: .45rem; align-items: center; cursor: pointer; }
.asks li { background: var(--sheet); border: 1px solid var(--line); border-left: 4px solid var(--c); border-radius: 6px; padding: .55rem .9rem; margin-top: .5rem; }
.asks .where { font-size: .88rem; }
.asks p { margin-top: .2rem; }
.asks p + p { border-top: 1px solid var(--faint); padding-top: .3rem; }
.none { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.2rem; }
.colophon { color: var(--soft); font-size: .86rem; border-top: 1px solid var(--line); padding-top: 1.2rem; }
.colophon h2 { font-size: .95rem; margin-bottom: .4rem; }
.colophon p + p { margin-top: .3rem; }
.colophon dl { margin-top: .6rem; display: grid; gap: .2rem; }
.colophon dt { padding: 0; }

.paper { position: sticky; top: 3.7rem; max-height: calc(100vh - 4.5rem); overflow: auto; overscroll-behavior: contain; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 1.1rem 2rem 3rem; box-shadow: var(--shadow); scroll-padding-block: 30vh; }
.paper h2 { color: var(--soft); font-size: .92rem; margin-bottom: .6rem; }
.chunk { content-visibility: auto; contain-intrinsic-size: auto 62rem; }
.b { font: 1rem/1.62 var(--serif); margin: 0 0 .75em; hyphens: auto; }
.heading { font-weight: 700; line-height: 1.35; margin-top: 1.3em; hyphens: manual; }
.h1 { font-size: 1.32rem; }
.h2 { font-size: 1.14rem; }
.list_item { padding-left: 1.4em; margin-bottom: .4em; }
.list_item.h2 { padding-left: 2.8em; font-size: 1rem; }
.list_item.h3, .list_item.h4 { padding-left: 4.2em; }
.list_item.h1 { font-size: 1rem; }
.footnote { font-size: .88rem; color: var(--soft); }
.b.code { font: .86rem/1.5 var(--mono); color: inherit; white-space: pre-wrap; background: var(--faint); padding: .6em .8em; border-radius: 5px; }
.table_row { display: flex; margin: 0; border: 1px solid var(--line); border-top-width: 0; line-height: 1.45; font-size: .94rem; }
.b:not(.table_row) + .table_row, .page + .table_row { border-top-width: 1px; }
.table_row + .b:not(.table_row) { margin-top: 1em; }
.td { flex: 1 1 0; min-width: 0; padding: .3em .6em; }
.td + .td { border-left: 1px solid var(--line); }
.page { display: flex; align-items: center; gap: .8rem; color: var(--soft); font-size: .78rem; margin: 1.4em 0 1em; }
.page::before, .page::after { content: ""; flex: 1; border-top: 1px dashed var(--line); }
.b mark { border-radius: 2px; padding-block: .08em; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.b .hit { font-weight: inherit; }
.b mark.term { background: none; box-shadow: inset 0 -1px var(--info); --c: var(--info); }
.ref { display: var(--show, inline-block); font: 650 .68rem/1.35 var(--sans); min-width: 1.5em; text-align: center; padding: 0 .3em; margin-right: .25em; border-radius: 4px; background: var(--c); color: var(--on); text-decoration: none; vertical-align: .16em; text-indent: 0;
  -webkit-user-select: none; user-select: none; scroll-margin-block: 30vh; }
.ref.term { background: none; color: var(--info); --c: var(--info); min-width: 0; padding: 0 .1em; }
.ref:target { box-shadow: 0 0 0 3px var(--paper), 0 0 0 6px var(--c); }
.b:has(> [id]:not(a):target) { outline: 2px solid var(--link); outline-offset: .3rem; border-radius: 3px; }
.place:target blockquote, .more li:target, tr:target > * { background: var(--t, var(--info-tint)); }
.place:target .num { background: var(--c); color: var(--on); }

@media (min-width: 64.01rem) and (max-width: 84rem) {
  .bar { padding-inline: 1.75rem; }
  .fs label, .facet summary, .bar button { padding-inline: .5rem; }
}
@media (max-width: 64rem) {
  .panes { grid-template-columns: minmax(0, 1fr); padding: 1.25rem; }
  main, .paper, .map { grid-column: 1; grid-row: auto; }
  .paper { position: static; max-height: none; padding: 1.1rem 1.25rem 2rem; }
  .bar { position: static; padding-inline: 1.25rem; }
  main > section, main [id] { scroll-margin-top: 1rem; }
  .contents { padding-inline: 1.25rem; }
  .map { position: static; height: auto; }
  .map h2 { position: static; width: auto; height: auto; clip-path: none; overflow: visible; font-size: .92rem; color: var(--soft); margin-bottom: .4rem; }
  .map ol { height: 2.6rem; grid-template: .55rem minmax(0, 1fr) / repeat(var(--rows), minmax(0, 1fr)); background-position: 0 .55rem; }
  .map li { grid-column: var(--r); grid-row: 2; flex-direction: column; }
  .map li.head { grid-row: 1 / -1; border-top: 0; border-left: 1px solid var(--line); }
  .map li.head a { width: .5rem; height: .55rem; }
  .map .tick { min-width: 0; min-height: 2px; width: max(100%, 4px); height: auto; }
  .map a:is(:hover, :focus-visible) span { right: auto; left: 0; top: calc(100% + .4rem); max-width: 60vw; }
  .map li.late a span { left: auto !important; right: 0 !important; }
  .verdict { grid-template-columns: auto minmax(0, 1fr); }
  .top { grid-column: 1 / -1; border-left: 0; border-top: 1px solid var(--line); padding: 1rem 0 0; }
  .masthead { padding-inline: 1.25rem; }
  .verdict, .alert { width: calc(100% - 2.5rem); }
}
@media (max-width: 36rem) {
  .verdict { grid-template-columns: minmax(0, 1fr); padding: 1.1rem; }
  .dial { width: 7rem; height: 7rem; }
  .said h2 { font-size: 1.4rem; }
  .issue { padding: .95rem 1rem; }
  .facet { position: static; }
  .bar { position: relative; }
  .facet fieldset { inset-inline: 1rem; top: auto; margin-top: .35rem; }
  .issue dl > div, .colophon dl > div { grid-template-columns: minmax(0, 1fr); }
  .panes { padding: 1rem; }
  .jump { margin-left: 0; }
  th, td { padding: .4rem .45rem; overflow-wrap: anywhere; hyphens: auto; }
}

@FILTER-RULES@
@page { size: A4; margin: 17mm 16mm 18mm; @bottom-left { content: "Caveat"; font: 8pt sans-serif; color: #666; } @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #666; } }
@media print {
  :root { color-scheme: light;
    --ground: #fff; --sheet: #fff; --paper: #fff; --ink: #111; --soft: #4a4f57; --line: #c9c9c9; --faint: #ededed; --link: #111;
    --critical: #a3161f; --critical-tint: #fde1df; --high: #ad4708; --high-tint: #ffe7d1; --medium: #7b5a00; --medium-tint: #fbf0c9;
    --low: #27675a; --low-tint: #dcf1ea; --info: #4a5869; --info-tint: #e7ebf1; --on: #fff; --good: #1f6b3a; --good-tint: #e0f3e5; --shadow: none; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  html { font-size: 12px; }
  body { font-size: 9.4pt; line-height: 1.42; }
  a { text-decoration: none; color: inherit; }
  .skip, .bar, .shown, .jump, .alone, .contents { display: none !important; }
  .x { --show: initial !important; --mark: initial !important; }  /* on paper everything: a filter left on must not leave a risk out */
  .issue, .chunk { content-visibility: visible; }
  body:has(#print-alone:checked) :is(.masthead, .alert, .verdict, .map, .paper, main > section:not(#negotiation)) { display: none !important; }
  .map { position: static; height: auto; margin-top: 6mm; }
  .map h2 { position: static; width: auto; height: auto; clip-path: none; overflow: visible; margin-bottom: 2mm; }
  .map ol { display: block; height: auto; columns: 2; column-gap: 8mm; background: none; outline: 0; }
  .map li, .map li.head { display: block; border: 0; font-size: 8.6pt; }
  .map li.head { font-weight: 600; break-after: avoid; margin-top: 1.2mm; }
  .map li.head:not(:has(+ li:not(.head))) { display: none; }
  .map li.head a { width: auto; height: auto; }
  .map a span { position: static !important; width: auto; height: auto; clip-path: none; white-space: normal; overflow: visible; }
  .map .tick { display: block; width: auto; height: auto; background: none; border-left: 2.4mm solid var(--c); padding-left: 1.6mm; border-radius: 0; break-inside: avoid; }
  .map .hollow { box-shadow: none; border-left-style: double; }
  #negotiation { break-before: page; break-after: page; }
  body:has(#print-alone:checked) #negotiation { break-before: auto; break-after: auto; margin-top: 0; }
  #negotiation .of { display: inline; color: var(--soft); font-weight: 400; }
  .asks li { break-inside: avoid; }
  .masthead, .panes { padding: 0; max-width: none; }
  .masthead { padding-bottom: 4mm; }
  .verdict, .alert { width: 100%; max-width: none; }
  .verdict { grid-template-columns: auto minmax(0, 1fr); padding: 4mm 5mm; gap: 4mm 6mm; break-inside: avoid; }
  .dial { width: 30mm; height: 30mm; }
  .top { grid-column: 1 / -1; border-left: 0; border-top: 1px solid var(--line); padding: 3mm 0 0; }
  .panes, main { display: block; }
  main > section { margin-top: 7mm; }
  h2, h3, .heading, .at, .page { break-after: avoid; }
  .issue { margin-bottom: 4mm; padding: 3.5mm 4.5mm; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
  .message, .tags { break-inside: avoid; }
  .message { break-after: avoid; }
  .tags { break-before: avoid; }
  .place, .issue dl > div, tr, .matrix, .table_row, .top li { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; display: block; }
  summary { list-style: none; color: var(--soft); }
  summary::-webkit-details-marker { display: none; }
  .paper { position: static; max-height: none; overflow: visible; border: 0; padding: 0; break-before: page; }
  .b { line-height: 1.5; orphans: 3; widows: 3; }
}
)css";

}  // namespace caveat::report
