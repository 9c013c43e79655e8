// The HTML report in a real Chromium. Screenshots of it are looked at by people; what a machine can see is held here.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from 'node:test'
import axe from 'axe-core'
import { browser, caveat, scratch, source } from './support.mjs'

const contracts = join(source, 'corpus/contracts')
const contract = join(contracts, 'en/roster-saas-master-agreement.docx')

async function report(t, { file = contract, language = 'en', more = [] } = {}) {
  const out = join(scratch(t), 'report.html')
  const ran = await caveat(['scan', '--format', 'html', '--lang', language, '--out', out, ...more, file])
  assert.equal(ran.code, 0, ran.stderr)
  return pathToFileURL(out).href
}

// A contract in two languages with a finding waived: every facet of the filter has a choice.
async function mixed(t) {
  const folder = scratch(t)
  const file = join(folder, 'mixed.md')
  writeFileSync(file, readFileSync(join(contracts, 'en/helmcrest-master-cloud-agreement.md'), 'utf8') + '\n\n' +
    readFileSync(join(contracts, 'de/managed-security-vertrag.md'), 'utf8'))
  const scan = async () => JSON.parse((await caveat(['scan', '--format', 'json', '--today', '2026-11-23', file])).stdout)
  const { fingerprint } = (await scan()).findings.find(f => f.severity === 'high' && f.outcome === 'found')
  const waived = await caveat(['waive', file, fingerprint, '--reason', 'Agreed', '--approver', 'A. Buyer', '--until', '2027-03-31'])
  assert.equal(waived.code, 0, waived.stderr)
  return { url: await report(t, { file, more: ['--today', '2026-11-23'] }), json: await scan() }
}

// What a reader sees of issues and waived findings: the rule (or the row's number) of each.
const shown = page => page.evaluate(() =>
  [...document.querySelectorAll('.issue, .waived tbody tr')].filter(e => e.checkVisibility())
    .map(e => e.querySelector('.tags code')?.textContent ?? e.id))
const told = page => page.evaluate(() => {
  const line = document.querySelector('.shown')
  return line.checkVisibility() ? Number(line.textContent.match(/\d+/)[0]) : null  // of how many
})
// The line as a screen reader gets it: the number in it is counted by the style sheet and is text of no element.
async function toldAloud(page) {
  const client = await page.context().newCDPSession(page)
  const { result } = await client.send('Runtime.evaluate', { expression: 'document.querySelector(".shown")' })
  const { nodes } = await client.send('Accessibility.queryAXTree', { objectId: result.objectId, role: 'StaticText' })
  await client.detach()
  return nodes.map(node => node.name.value.trim()).join(' ')
}
const audience = rule => {
  for (const folder of readdirSync(join(source, 'rules'), { withFileTypes: true })) {
    if (!folder.isDirectory()) continue
    try {
      return readFileSync(join(source, 'rules', folder.name, `${rule}.yaml`), 'utf8').match(/^audience: \[(.*)\]/m)[1].split(', ')
    } catch (error) {
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
    }
  }
  throw new Error(`no rule ${rule}`)
}
// By key: on a busy machine a click just after a scroll or a print finds the page mid-layout, and is lost.
async function tick(page, id) {
  const facet = page.locator(`details:has(#${id})`), box = page.locator(`#${id}`)
  if (await facet.count() && !(await facet.evaluate(d => d.open))) await facet.locator('summary').press('Enter')
  if (!await box.isChecked()) await box.press('Space')
  assert.ok(await box.isChecked(), id)
}

test('asks the network for nothing', async t => {
  const url = await report(t)
  const page = await (await browser(t)).newPage()
  const asked = []
  page.on('request', request => asked.push(request.url()))
  await page.goto(url)
  assert.deepEqual(asked, [url])
})

for (const language of ['en', 'fr', 'de', 'es']) {
  test(`has nothing that axe objects to, light and dark (${language})`, async t => {
    const url = await report(t, { language })
    const chromium = await browser(t)
    for (const colorScheme of ['light', 'dark']) {
      // The report's own policy forbids scripts: the test has to put axe in from outside.
      const context = await chromium.newContext({ bypassCSP: true, colorScheme })
      const page = await context.newPage()
      await page.goto(url)
      for (const summary of await page.locator('.facet summary').all()) await summary.click()
      await tick(page, 'on-s3')
      await page.evaluate(axe.source)
      const { violations } = await page.evaluate(() => globalThis.axe.run())
      assert.deepEqual(violations.map(v => `${colorScheme} ${v.id}: ${v.nodes[0].html} ${v.nodes[0].failureSummary}`), [])
      await context.close()
    }
  })
}

test('filters by each facet and by several, in the findings, the text and the map', async t => {
  const { url, json } = await mixed(t)
  const page = await (await browser(t)).newPage()
  await page.goto(url)
  const all = await shown(page)
  assert.equal(await told(page), null)  // nothing ticked, nothing to say

  // What should be seen, from the other format: issues are rules; a waived finding is a row of its own.
  const open = json.findings.filter(f => f.status === 'open')
  const issue = rule => {
    const of = open.filter(f => f.rule === rule)
    const rank = ['info', 'low', 'medium', 'high', 'critical']
    return { severity: rank[Math.max(...of.map(f => rank.indexOf(f.severity)))], area: of[0].taxonomy.split('-')[0], languages: of.map(f => f.language),
      standing: of.every(f => f.outcome === 'absent') ? 'missing' : 'in-text', audience: audience(rule) }
  }
  const rows = json.findings.filter(f => f.status === 'waived')
    .map(f => ({ severity: f.severity, area: f.taxonomy.split('-')[0], languages: [f.language], standing: 'waived', audience: audience(f.rule) }))
  const items = [...new Set(open.map(f => f.rule))].map(issue).concat(rows)
  assert.equal(all.length, items.length)
  assert.equal(rows.length, 1)

  const areas = await page.evaluate(() => [...document.querySelectorAll('.f-fa input')].map(input => {
    input.checked = true
    const families = [...document.querySelectorAll('.issue')].filter(e => e.checkVisibility()).map(e => e.querySelector('.tags .code').textContent.split('-')[0])
    input.checked = false
    return [input.id, [...new Set(families)]]
  }))
  const codes = {}
  for (const [id, families] of areas) {
    assert.ok(families.length <= 1, `${id}: ${families}`)
    if (families.length) codes[families[0]] = id
  }
  assert.ok(Object.keys(codes).length > 8)

  const kinds = [
    [['on-s4'], i => i.severity === 'critical'],
    [['on-s3', 'on-s2'], i => ['high', 'medium'].includes(i.severity)],
    [['on-la2'], i => i.languages.includes('de')],
    [['on-la0'], i => i.languages.includes('en')],
    [['on-au1'], i => i.audience.includes('legal')],
    [['on-au2', 'on-au3'], i => i.audience.includes('finance') || i.audience.includes('it-security')],
    [['on-st0'], i => i.standing === 'in-text'],
    [['on-st1'], i => i.standing === 'missing'],
    [['on-st2'], i => i.standing === 'waived'],
    [[codes.LIA], i => i.area === 'LIA'],
    [[codes.LIA, codes.DAT, 'on-s3', 'on-s4', 'on-au1'], i => ['LIA', 'DAT'].includes(i.area) && ['high', 'critical'].includes(i.severity) && i.audience.includes('legal')],
    [['on-st1', 'on-s2', 'on-la0'], i => i.standing === 'missing' && i.severity === 'medium' && i.languages.includes('en')],
  ]
  for (const [ids, holds] of kinds) {
    for (const id of ids) await tick(page, id)
    const seen = await shown(page), expected = items.filter(holds).length
    assert.equal(seen.length, expected, ids.join())
    assert.equal(await told(page), items.length)
    assert.equal(await toldAloud(page), `${expected} of ${items.length} shown`, ids.join())
    // The text and the map show what the findings show, and nothing else.
    const stray = await page.evaluate(() => {
      const visible = e => e.checkVisibility()
      const wrong = []
      for (const a of document.querySelectorAll('.ref:not(.term), .map .tick')) {
        const number = a.getAttribute('href').slice(2)
        const home = document.getElementById(`f${number}`)
        const folded = home.closest('details:not([open])')
        const shown = visible(folded ?? home) && getComputedStyle(home).display !== 'none'
        if (visible(a) && !shown) wrong.push(a.outerHTML)
        if (a.matches('.ref') && !visible(a) && shown) wrong.push(`missing: ${a.outerHTML}`)
      }
      for (const a of document.querySelectorAll('.top a, .asks .num'))  // no link leads to what is hidden
        if (visible(a) && !visible(document.querySelector(a.hash).closest('.issue'))) wrong.push(a.outerHTML)
      return wrong
    })
    assert.deepEqual(stray, [], ids.join())
    const painted = await page.evaluate(() => [...document.querySelectorAll('.paper mark.x')]
      .filter(m => getComputedStyle(m).backgroundColor !== 'rgba(0, 0, 0, 0)').length)
    assert.equal(painted > 0, seen.length > 0 && items.some(i => holds(i) && i.standing !== 'missing'), ids.join())
    await page.locator('.bar button').press('Enter')  // "Show all"
    assert.equal((await shown(page)).length, all.length)
    assert.equal(page.url(), url)
  }
})

test('is filtered and reset by the keyboard alone, and tells a screen reader what is chosen', async t => {
  const { url } = await mixed(t)
  const page = await (await browser(t)).newPage()
  await page.goto(url)
  const before = (await shown(page)).length
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim())
  const tabTo = async wanted => {
    for (let i = 0; i < 60; ++i) {
      await page.keyboard.press('Tab')
      if (wanted.test(await focused())) return
    }
    assert.fail(`never came to ${wanted}`)
  }
  await tabTo(/^on-s4$/)
  await page.keyboard.press('Space')
  assert.ok((await shown(page)).length < before)
  await page.keyboard.press('Enter')  // in a form; nothing may be sent
  assert.equal(page.url(), url)
  await tabTo(/^For whom$/)
  await page.keyboard.press('Enter')
  await tabTo(/^on-au1$/)
  await page.keyboard.press('Space')
  const both = (await shown(page)).length
  const tree = await page.locator('.bar').ariaSnapshot()
  for (const part of ['form "Show only"', 'group "Severity"', 'checkbox "4 critical" [checked]', 'group "For whom"', 'checkbox /Legal/'])
    assert.match(tree.replace(/checkbox "\d+ critical"/, 'checkbox "4 critical"').replace(/checkbox "Legal \d+"/, 'checkbox /Legal/'),
      new RegExp(part.replace(/[[\]/]/g, '\\$&')), tree)
  await tabTo(/^Show all$/)
  await page.keyboard.press('Enter')
  assert.ok(both < before)
  assert.equal((await shown(page)).length, before)
})

test('leads from finding to text, back, and past both, by Tab and Enter', async t => {
  const url = await report(t)
  const page = await (await browser(t)).newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(url)
  const inView = id => page.waitForFunction(id => {
    const { top, bottom, height } = document.getElementById(id).getBoundingClientRect()
    return height > 0 && top >= 0 && bottom <= innerHeight
  }, id)
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#findings')
  await page.keyboard.press('Enter')
  await inView('findings-h')
  await page.keyboard.press('Tab')  // goes on from the heading: the first finding's number
  assert.match(await page.evaluate(() => document.activeElement.getAttribute('href')), /^#t1$/)
  const numbers = await page.evaluate(() => [...document.querySelectorAll('.place .num')].map(a => a.hash.slice(2)))
  for (const number of [numbers[0], numbers[Math.floor(numbers.length / 2)], numbers.at(-1)]) {
    await page.locator(`.place .num[href="#t${number}"]`).focus()
    await page.keyboard.press('Enter')
    await inView(`t${number}`)
    await page.locator(`#t${number}`).focus()
    await page.keyboard.press('Enter')
    await inView(`f${number}`)
    assert.equal(new URL(page.url()).hash, `#f${number}`)
  }
  // The map: to a clause, and to a place.
  const head = page.locator('.map .head a').last()
  await head.focus()
  await page.keyboard.press('Enter')
  const clause = (await head.getAttribute('href')).slice(1)
  await page.waitForFunction(id => {
    const { top } = document.getElementById(id).parentNode.getBoundingClientRect()
    return top >= 0 && top < innerHeight
  }, clause)
  assert.ok((await head.textContent()).length > 2)
  const last = page.locator('.map .tick').last()
  await last.focus()
  assert.ok(await last.locator('span').evaluate(s => s.getBoundingClientRect().width > 40))  // its words show on focus
  await page.keyboard.press('Enter')
  await inView((await last.getAttribute('href')).slice(1))
})

test('prints everything, with page numbers, whatever the filter hides; and the negotiation list alone', async t => {
  const { url, json } = await mixed(t)
  const page = await (await browser(t)).newPage()
  await page.goto(url)
  const text = async () => {
    const file = join(scratch(t), 'report.pdf')
    await page.pdf({ path: file, preferCSSPageSize: true })
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 })
  }
  await tick(page, 'on-s4')
  const whole = (await text()).split('\f').slice(0, -1)
  whole.forEach((sheet, i) => assert.match(sheet, new RegExp(`\\b${i + 1} / ${whole.length}\\b`)))
  const flat = whole.join(' ').replace(/\s+/g, ' ')
  const rules = new Set(json.findings.map(f => f.title.replace(/\s+/g, ' ')))
  assert.ok(rules.size > 30)
  const lost = [...rules].filter(title => !flat.includes(title.slice(0, 40)))
  assert.deepEqual(lost, [])
  assert.ok(flat.includes('Where the risks lie'))
  assert.ok(flat.includes('12 Geheimhaltung') || flat.includes('Geheimhaltung'))
  const list = whole.findIndex(sheet => /^\s*Negotiation list/m.test(sheet) && sheet.includes('Must have'))
  assert.ok(list > 0)
  assert.match(whole[list].trimStart(), /^Negotiation list/)  // a page of its own

  await tick(page, 'print-alone')
  const alone = (await text()).split('\f').slice(0, -1)
  assert.ok(alone.length < whole.length / 2)
  assert.match(alone[0], /Negotiation list\s+mixed\.md/)
  assert.doesNotMatch(alone.join(), /Why it matters|Read these first|The contract's text|Fall back to/)
})

test('lets a hostile contract do nothing', async t => {
  const folder = scratch(t)
  const attacks = ['<script>globalThis.hit = 1; alert(1)</script>', '"><img src=http://attack.test/a.png onerror=alert(1)>', '<svg onload=alert(1)>',
    'javascript:alert(1)', '" onload="alert(1)" autofocus onfocus="alert(1)', '</style><style>body{background:url(http://attack.test/b)}</style>',
    '</title><meta http-equiv=refresh content="0;url=http://attack.test/">', '<iframe src=http://attack.test/></iframe>', '{{NAME}}{{#ISSUE}}',
    '\u202Esyad 03\u202C', '<base href=http://attack.test/>', '<form action=http://attack.test/><button autofocus>', '<details open ontoggle=alert(1)>']
  const file = join(folder, 'offer "><img src=x onerror=alert(1)>.md')
  writeFileSync(file, '# Master ' + attacks[0] + ' Agreement\n\n' + attacks.map((a, i) =>
    `## ${i + 1}. Fees ${a}\n\n${i + 1}.1 The Supplier ${a} may increase the fees at any time without notice ${a}. ${a} The Supplier shall repair defects promptly ${a}. The Customer shall indemnify the Supplier ${a} against all claims.\n`).join('\n') +
    '\n' + 'w'.repeat(1 << 20) + '\n')
  const url = await report(t, { file })
  const page = await (await browser(t)).newPage()
  const asked = [], said = []
  page.on('request', request => asked.push(request.url()))
  page.on('dialog', dialog => { said.push(dialog.message()); dialog.dismiss() })
  page.on('console', message => said.push(message.text()))
  page.on('framenavigated', frame => asked.push(`frame ${frame.url()}`))
  await page.goto(url)
  await page.waitForTimeout(300)
  assert.ok((await shown(page)).length > 1)
  await page.locator('.ref').first().click()
  await page.locator('#text-h').scrollIntoViewIfNeeded()
  assert.deepEqual(asked.filter(a => !a.includes(url)), [])
  assert.deepEqual(said, [])
  assert.equal(await page.evaluate(() => globalThis.hit), undefined)
  assert.equal(await page.locator('script, iframe, img, base, object, embed').count(), 0)
  assert.equal(await page.locator('style').count(), 1)
  assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).filter(a => /^on|^style$/.test(a.name)).map(a => a.name)), [])
  assert.ok(!(await page.content()).includes('\u202E'))
  assert.ok(await page.evaluate(() => document.body.textContent.includes('<script>globalThis.hit = 1; alert(1)</script>')))
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))  // the long word breaks
})

test('opens a contract of 400 pages chunk by chunk, and links still land', async t => {
  const folder = join(contracts, 'en')
  const texts = readdirSync(folder).filter(f => /\.(md|txt)$/.test(f)).sort().map(f => readFileSync(join(folder, f), 'utf8'))
  let long = ''
  for (let i = 0; long.length < 400 * 3000; ++i) long += texts[i % texts.length].replace(/\b\d{2,}\b/g, n => String(Number(n) + i)) + '\n\n'
  const file = join(scratch(t), 'long.md')
  writeFileSync(file, long)
  const url = await report(t, { file })
  const page = await (await browser(t)).newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(url)
  const timing = await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
    const [nav] = performance.getEntriesByType('navigation')
    done({ parsed: Math.round(nav.domInteractive), loaded: Math.round(nav.loadEventEnd), painted: Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime), now: Math.round(performance.now()) })
  }))))
  const started = performance.now()
  await tick(page, 'on-s4')
  await shown(page)
  timing.filtered = Math.round(performance.now() - started)
  await page.locator('.bar button').press('Enter')
  const structure = await page.evaluate(() => {
    const chunks = [...document.querySelectorAll('.chunk')]
    return {
      nodes: document.querySelectorAll('*').length, chunks: chunks.length, largest: Math.max(...chunks.map(c => c.querySelectorAll('*').length)),
      // A chunk away from the window has not laid out what is in it.
      asleep: chunks.filter(c => !c.firstElementChild.checkVisibility({ contentVisibilityAuto: true })).length,
      issues: document.querySelectorAll('.issue').length,
    }
  })
  t.diagnostic(JSON.stringify({ ...timing, ...structure }))
  assert.ok(structure.nodes / 400 < 120, `${structure.nodes} elements`)
  assert.ok(structure.largest < 600, `${structure.largest} elements in a chunk`)
  assert.ok(structure.asleep > structure.chunks * 0.95, `${structure.asleep} of ${structure.chunks}`)
  const numbers = await page.evaluate(() => [...document.querySelectorAll('.place .num')].map(a => a.hash.slice(2)))
  const lands = id => page.waitForFunction(id => {
    const { top, bottom, height } = document.getElementById(id).getBoundingClientRect()
    return height > 0 && top >= 0 && bottom <= innerHeight
  }, id, { timeout: 5000 })
  for (const number of [numbers.at(-1), numbers[3], numbers[Math.floor(numbers.length / 2)]]) {
    await page.locator(`.place .num[href="#t${number}"]`).press('Enter')
    await lands(`t${number}`)
    await page.locator(`#t${number}`).press('Enter')
    await lands(`f${number}`)
  }
})

test('fits a narrow window in German, with the map lying on its side', async t => {
  const url = await report(t, { file: join(contracts, 'de/managed-security-vertrag.md'), language: 'de' })
  const context = await (await browser(t)).newContext({ bypassCSP: true, viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  await page.goto(url)
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
  const map = await page.locator('.map ol').boundingBox()
  assert.ok(map.width > 300 && map.height < 60, JSON.stringify(map))
  const places = await page.locator('.map .tick').evaluateAll(ticks => ticks.map(a => a.getBoundingClientRect().left))
  assert.ok(places.length > 5 && Math.max(...places) - Math.min(...places) > 150)
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => globalThis.axe.run())
  assert.deepEqual(violations.map(v => `${v.id}: ${v.nodes[0].html}`), [])
})
