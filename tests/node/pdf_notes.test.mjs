// PDF with notes: what others than us read in it. The words under each highlight are looked up with pdftotext in the original before it was
// turned or cropped, so that a mistake about pages would be seen; the copies are checked by qpdf and drawn by poppler and Chromium.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { browser, caveat, scratch, source } from './support.mjs'

const contracts = {
  en: null,  // printed below from Markdown
  fr: join(source, 'corpus/contracts/fr/contrat-infogerance-cns.pdf'),
}
const run = async (program, args) => (await promisify(execFile)(program, args, { maxBuffer: 1 << 28 })).stdout

// Markdown in one or two columns, as a PDF.
async function printed(t, folder, { columns = 1 } = {}) {
  const markdown = readFileSync(join(source, 'corpus/contracts/en/managed-hosting-sla.md'), 'utf8')
  const escaped = markdown.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  const html = escaped.split(/\n{2,}/).map(block => {
    const heading = /^(#+) (.*)/.exec(block)
    return heading ? `<h${Math.min(heading[1].length, 4)}>${heading[2]}</h${Math.min(heading[1].length, 4)}>` : `<p>${block}</p>`
  }).join('\n')
  const page = await (await browser(t)).newPage()
  await page.setContent(`<!doctype html><html lang="en"><style>body{font:11px/1.4 sans-serif;columns:${columns};column-gap:3em;text-align:justify}</style>${html}`)
  const file = join(folder, 'contract.pdf')
  writeFileSync(file, await page.pdf({ format: 'A4', margin: { top: '25mm', bottom: '25mm', left: '25mm', right: '25mm' } }))
  return file
}

async function annotated(folder, file, args = []) {
  const out = join(folder, `copy${args.join('')}.pdf`.replace(/[^a-z0-9.-]/g, ''))
  const ran = await caveat(['scan', '--format', 'pdf', '--lang', 'en', '--out', out, ...args, file])
  assert.equal(ran.code, 0, ran.stderr)
  const check = await run('qpdf', ['--check', out])
  assert.match(check, /No syntax or stream encoding errors found/)
  return out
}

async function report(file) {
  const { code, stdout, stderr } = await caveat(['scan', '--format', 'json', '--lang', 'en', file])
  assert.equal(code, 0, stderr)
  return JSON.parse(stdout)
}

// Our annotations with their page, 0-based: {page, Subtype, Contents, Rect, QuadPoints ...}.
async function annotationsOf(file) {
  const json = JSON.parse(await run('qpdf', ['--json', file]))
  const [, objects] = json.qpdf
  const get = value => typeof value === 'string' && / R$/.test(value) ? get(objects[`obj:${value}`]?.value) : value
  const text = value => typeof value === 'string' ? value.replace(/^[ub]:/, '') : value
  const found = []
  json.pages.forEach((page, index) => {
    for (const one of get(get(page.object)['/Annots']) ?? []) {
      const dictionary = get(one)
      if (!text(dictionary['/NM'] ?? '').startsWith('note-')) continue
      found.push({ page: index, ...Object.fromEntries(Object.entries(dictionary).map(([key, value]) => [key.slice(1), text(value)])) })
    }
  })
  return found
}

// Words with their boxes in the PDF's own points, of a file whose pages are neither turned nor cropped.
async function wordsOf(file) {
  const pages = []
  const entities = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
  for (const line of (await run('pdftotext', ['-bbox', file, '-'])).split('\n')) {
    const page = /<page width="[\d.]+" height="([\d.]+)">/.exec(line)
    if (page) pages.push({ height: Number(page[1]), words: [] })
    const word = /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)<\/word>/.exec(line)
    if (!word) continue
    const { height, words } = pages.at(-1)
    const [x0, y0, x1, y1] = word.slice(1, 5).map(Number)
    words.push({ x: (x0 + x1) / 2, y: height - (y0 + y1) / 2, text: word[5].replace(/&(\w+);/g, (_, name) => entities[name]) })
  }
  return pages.map(page => page.words)
}

const quadsOf = annotation => {
  const quads = []
  for (let i = 0; i < annotation.QuadPoints.length; i += 8) {
    const q = annotation.QuadPoints.slice(i, i + 8)
    const xs = q.filter((_, k) => k % 2 === 0), ys = q.filter((_, k) => k % 2 === 1)
    quads.push({ x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) })
  }
  return quads
}
const letters = text => text.normalize('NFKC').replace(/\s+/g, '')

// Each open place of the report has a highlight with exactly its words; none has other words. Returns how many there are.
async function assertWordsAreMarked(original, copy, base = original) {
  const json = await report(original)
  const text = (await caveat(['extract', original])).stdout
  const bytes = Buffer.from(text)
  const words = await wordsOf(base)
  const marked = (await annotationsOf(copy)).filter(one => one.Subtype === '/Highlight').map(one => letters(quadsOf(one).map(quad => words[one.page]
    .filter(w => w.x >= quad.x0 && w.x <= quad.x1 && w.y >= quad.y0 && w.y <= quad.y1).map(w => w.text).join(' ')).join(' ')))
  let places = 0
  const left = [...marked]
  for (const finding of json.findings) {
    if (finding.status === 'waived' || finding.outcome === 'absent') continue
    for (const place of finding.places) {
      places += 1
      // Whole words: a box goes around a word with its comma.
      let { begin, end } = place.trigger
      const space = byte => byte === 0x20 || byte === 0x0a || byte === 0x09
      while (begin > 0 && !space(bytes[begin - 1])) begin -= 1
      while (end < bytes.length && !space(bytes[end])) end += 1
      const wanted = letters(bytes.subarray(begin, end).toString())
      const at = left.findIndex(found => found === wanted)
      // Words that go over a page have a highlight on each.
      if (at >= 0) left.splice(at, 1)
      else {
        const first = left.findIndex(found => found && wanted.startsWith(found))
        const second = left.findIndex(found => found && wanted.endsWith(found))
        assert.ok(first >= 0 && second >= 0 && letters(left[first] + left[second]) === wanted, `no highlight on "${wanted}"; there are ${JSON.stringify(left)}`)
        for (const i of [first, second].sort((a, b) => b - a)) left.splice(i, 1)
      }
    }
  }
  assert.deepEqual(left, [])
  return places
}

// Pixels of a page by poppler: how many are tinted, neither grey nor white.
async function tinted(folder, file, page) {
  await run('pdftoppm', ['-r', '50', '-f', String(page), '-l', String(page), '-singlefile', file, join(folder, 'drawn')])
  const data = readFileSync(join(folder, 'drawn.ppm'))
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(data.subarray(0, 40).toString('latin1'))
  let count = 0
  for (let i = head[0].length; i + 2 < data.length; i += 3)
    if (Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]) > 40) count += 1
  return { count, width: Number(head[1]), height: Number(head[2]) }
}

test('the words of each finding are marked, in one and in two columns, in print and in the corpus', async t => {
  for (const columns of [1, 2]) {
    const folder = scratch(t)
    const file = await printed(t, folder, { columns })
    const copy = await annotated(folder, file)
    assert.ok(await assertWordsAreMarked(file, copy) > 10)
    assert.equal(await run('pdftotext', [copy, '-']), await run('pdftotext', [file, '-']))
  }
  const folder = scratch(t)
  assert.ok(await assertWordsAreMarked(contracts.fr, await annotated(folder, contracts.fr)) > 10)
})

test('pages may be turned, cropped, or begin anywhere', async t => {
  const folder = scratch(t)
  const file = await printed(t, folder)
  const plain = await tinted(folder, await annotated(folder, file), 1)
  assert.ok(plain.count > 500, `${plain.count} tinted pixels`)
  for (const angle of ['90', '180', '270']) {
    const turned = join(folder, `turned${angle}.pdf`)
    await run('qpdf', [file, `--rotate=+${angle}`, turned])
    const copy = await annotated(folder, turned, ['--jobs', angle === '90' ? '1' : '2'])
    await assertWordsAreMarked(turned, copy, file)
    const drawn = await tinted(folder, copy, 1)
    // As much colour as on the page that is not turned, but for the seams of pixels.
    assert.ok(Math.abs(drawn.count - plain.count) < plain.count / 5, `${drawn.count} tinted pixels instead of ${plain.count}`)
    assert.equal(drawn.width > drawn.height, angle !== '180')
  }
  const open = join(folder, 'open.pdf'), cropped = join(folder, 'cropped.pdf')
  await run('qpdf', ['--qdf', '--object-streams=disable', file, open])
  const bytes = readFileSync(open, 'latin1').replace(/\/MediaBox \[[^\]]*\]/g, '/MediaBox [ -30 -20 640 900 ] /CropBox [ 40 30 560 800 ]')
  writeFileSync(open, bytes, 'latin1')
  writeFileSync(cropped, await promisify(execFile)('fix-qdf', [open], { encoding: 'buffer', maxBuffer: 1 << 28 }).then(r => r.stdout))
  await assertWordsAreMarked(cropped, await annotated(folder, cropped), file)
})

test('notes say what to ask for, in the language of the reader', async t => {
  const folder = scratch(t)
  const found = await annotationsOf(await annotated(folder, contracts.fr))
  const first = found[0]
  assert.equal(first.Subtype, '/Text')
  assert.match(first.Contents, /^Contract risk report\n.* · risk \d/)
  assert.ok(found.some(one => one.Subtype === '/Highlight' && /Why it matters: /.test(one.Contents) && /Ask for: /.test(one.Contents) && /Fall back to: /.test(one.Contents)))
  assert.ok(found.every(one => (one.F & 4) && one.AP && one.Popup && one.T === 'Caveat'))
  assert.equal(new Set(found.map(one => `${one.page} ${one.NM}`)).size, found.length)
  const out = join(folder, 'fr.pdf')
  await caveat(['scan', '--format', 'pdf', '--lang', 'fr', '--out', out, contracts.fr])
  assert.match((await annotationsOf(out))[0].Contents, /^Rapport de risques contractuels\n/)
})

test('the other side reads what is asked for, and no reason', async t => {
  const found = await annotationsOf(await annotated(scratch(t), contracts.fr, ['--counterparty']))
  assert.ok(found.length > 10)
  assert.ok(found.every(one => one.T === 'Client' && !one.Subj))
  const all = found.map(one => one.Contents).join('\n')
  assert.doesNotMatch(all, /Caveat|Why it matters|Pourquoi|Position de repli|Critique|Élevé|\/100|\[[A-Z]{3}-\d\d/)
  assert.equal(new Set(found.map(one => JSON.stringify(one.C))).size, 1)
})

test('the same scan gives the same bytes', async t => {
  const folder = scratch(t)
  const [one, two] = [await annotated(folder, contracts.fr), await annotated(folder, contracts.fr, ['--jobs', '2'])]
  assert.ok(readFileSync(one).equals(readFileSync(two)))
})

test('what the owner of an encrypted file has locked stays locked', async t => {
  const folder = scratch(t)
  const locked = join(folder, 'locked.pdf'), open = join(folder, 'open.pdf'), out = join(folder, 'out.pdf')
  await run('qpdf', ['--encrypt', '', 'owner', '256', '--annotate=n', '--', contracts.fr, locked])
  const refused = await caveat(['scan', '--format', 'pdf', '--out', out, locked])
  assert.notEqual(refused.code, 0)
  assert.match(refused.stderr, /locked it against notes/)
  // Where notes are allowed, the copy keeps the other restrictions.
  await run('qpdf', ['--encrypt', '', 'owner', '256', '--print=none', '--', contracts.fr, open])
  const copy = await annotated(folder, open)
  const shown = await run('qpdf', ['--show-encryption', copy])
  assert.match(shown, /print high resolution: not allowed/)
  assert.match(shown, /R = 6/)
  assert.ok((await annotationsOf(copy)).length > 10)
  assert.ok(readFileSync(copy).equals(readFileSync(await annotated(folder, open, ['--jobs', '2']))))
})

test('a document that is no PDF is refused, with the way out, and the others are done', async t => {
  const folder = scratch(t)
  const text = join(folder, 'offer.txt')
  writeFileSync(text, 'Agreement\n\n1. The Supplier may increase the fees at any time by notice.\n')
  const ran = await caveat(['scan', '--format', 'pdf', '--out', `${folder}/`, text, contracts.fr])
  assert.equal(ran.code, 3, ran.stderr)
  assert.match(ran.stderr, /offer\.txt: cannot write the report: The document is no PDF.* docx writes a memo/)
  assert.ok(readFileSync(join(folder, 'contrat-infogerance-cns.caveat.pdf')).subarray(0, 5).equals(Buffer.from('%PDF-')))
})
