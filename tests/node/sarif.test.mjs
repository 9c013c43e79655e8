// SARIF before its published schema (SchemaStore's copy, shipped by @microsoft/jest-sarif), and what the schema does not say:
// that indexes lead to what they name, that regions are positions in the file, and that a baseline and waivers come through.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { caveat, scratch, source } from './support.mjs'

const pack = join(source, 'tests/abi/pack')
const textContract = join(source, 'corpus/contracts/en/erp-licence-maintenance-meridale.txt')
const wordContract = join(source, 'corpus/contracts/en/roster-saas-master-agreement.docx')
const day = ['--today', '2026-11-23']

// Draft 4 in all but the name of `id`, which Ajv wants as $id.
const { id, $schema, ...published } = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')))
const ajv = addFormats(new Ajv({ allErrors: true, strict: false, unicodeRegExp: false }))
const fits = ajv.compile(published)

function valid(text) {
  const log = JSON.parse(text)
  assert.ok(fits(log), JSON.stringify(fits.errors?.slice(0, 3)))
  assert.equal(log.runs.length, 1)
  const [run] = log.runs
  const locations = result => [...result.locations, ...(result.relatedLocations ?? [])]
  for (const result of run.results) {
    assert.equal(run.tool.driver.rules[result.ruleIndex].id, result.ruleId)
    assert.ok(result.message.text.length > 0)
    assert.ok(result.rank >= 0 && result.rank <= 100)
    assert.match(result.partialFingerprints['caveat/v1'], /^[0-9a-f]{16}$/)
    assert.ok(Array.isArray(result.suppressions), 'all results tell their suppressions, or none')
    for (const taxon of result.taxa ?? []) assert.equal(run.taxonomies[taxon.toolComponent.index].taxa[taxon.index].id, taxon.id)
    for (const { physicalLocation: { artifactLocation, region } } of locations(result)) {
      assert.equal(run.artifacts[artifactLocation.index].location.uri, artifactLocation.uri)
      // Of the errata of the standard, which the schema above does not have yet.
      if (region) assert.ok('startLine' in region || 'charOffset' in region || 'byteOffset' in region)
    }
  }
  for (const rule of run.tool.driver.rules)
    for (const { target } of rule.relationships) assert.equal(run.taxonomies[target.toolComponent.index].taxa[target.index].id, target.id)
  const states = new Set(run.results.map(result => 'baselineState' in result))
  assert.ok(states.size <= 1, 'all results have a baseline state, or none')
  for (const notification of [...run.invocations[0].toolExecutionNotifications, ...run.invocations[0].toolConfigurationNotifications])
    assert.ok(notification.descriptor.id && notification.message.text)
  return run
}

async function scan(args, options) {
  const ran = await caveat(['scan', '--format', 'sarif', ...day, ...args], options)
  return { ...ran, run: valid(ran.stdout) }
}

test('the check itself can fail', () => {
  assert.equal(fits({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: [{ level: 'bad', message: { text: 'x' } }] }] }), false)
  assert.equal(fits({ version: '2.1.0', runs: [{ tool: {} }] }), false)
})

test('a text contract has a result a finding, and regions that are places in the file', async () => {
  const { run } = await scan([textContract])
  const { stdout } = await caveat(['scan', '--format', 'json', ...day, textContract])
  const { findings } = JSON.parse(stdout)
  assert.ok(findings.length > 3)
  assert.deepEqual(run.results.map(r => [r.ruleId, r.partialFingerprints['caveat/v1'], r.message.text.replaceAll('{{', '{').replaceAll('}}', '}')]),
    findings.map(f => [f.rule, f.fingerprint, f.message]))
  const bytes = readFileSync(textContract), text = [...bytes.toString('utf8')], lines = bytes.toString('utf8').split('\n')
  let regions = 0
  for (const result of run.results)
    for (const { physicalLocation: { region } } of [...result.locations, ...(result.relatedLocations ?? [])]) {
      if (!region) continue
      ++regions
      assert.equal(bytes.subarray(region.byteOffset, region.byteOffset + region.byteLength).toString('utf8'), region.snippet.text)
      assert.equal(text.slice(region.charOffset, region.charOffset + region.charLength).join(''), region.snippet.text)
      assert.ok([...lines[region.startLine - 1]].slice(region.startColumn - 1).join('').startsWith(region.snippet.text.split('\n')[0]))
      assert.ok([...lines[region.endLine - 1]].slice(0, region.endColumn - 1).join('').endsWith(region.snippet.text.split('\n').at(-1)))
    }
  assert.ok(regions > 3)
  assert.equal(run.artifacts[0].length, bytes.length)
})

test('a Word contract has no regions, but its quotes and clauses', async () => {
  const { run } = await scan([wordContract])
  const placed = run.results.flatMap(r => r.locations).filter(l => l.properties?.quote)
  assert.ok(placed.length > 3)
  assert.ok(run.results.flatMap(r => r.locations).every(l => !l.physicalLocation.region))
  assert.ok(placed.some(l => l.logicalLocations?.[0].kind === 'clause'))
})

for (const language of ['en', 'fr', 'de', 'es']) {
  test(`every rule that can report is declared in the reader's language, also when nothing is found (${language})`, async t => {
    const folder = scratch(t)
    writeFileSync(join(folder, 'calm.txt'), 'Support Agreement\n\n1. Support. Faults are repaired within two hours.\n')
    const { run } = await scan(['--lang', language, '--rules', pack, '--no-standard-rules', 'calm.txt'], { cwd: folder })
    assert.deepEqual(run.results, [])
    assert.equal(run.language, language)
    const whole = (await scan(['--lang', language, 'calm.txt'], { cwd: folder })).run
    const listed = await caveat(['rules', 'list', '--format', 'json'])
    assert.equal(listed.code, 0, listed.stderr)
    const ids = JSON.parse(listed.stdout).filter(rule => rule.kind !== 'clause').map(rule => rule.rule ?? rule.id)
    assert.ok(ids.length > 50)
    assert.deepEqual(whole.tool.driver.rules.map(rule => rule.id), ids.sort())
    for (const rule of whole.tool.driver.rules)
      assert.ok(rule.shortDescription.text && rule.fullDescription.text && rule.help.text && rule.help.markdown, rule.id)
  })
}

test('waivers are suppressions: accepted while they hold, rejected when they do not', async t => {
  const folder = scratch(t)
  copyFileSync(textContract, join(folder, 'offer.txt'))
  const before = (await scan(['offer.txt'], { cwd: folder })).run
  const entry = (result, until) => `- rule: ${result.ruleId}\n  fingerprint: '${result.partialFingerprints['caveat/v1']}'\n  numbers: '${result.properties.numbers}'\n` +
    `  reason: Known\n  approver: M. Dupont\n  until: ${until}\n`
  writeFileSync(join(folder, 'offer.txt.waivers.yaml'), entry(before.results[0], '2027-03-31') + entry(before.results[1], '2025-01-01'))
  const { results, invocations } = (await scan(['offer.txt'], { cwd: folder })).run
  const [held] = results[0].suppressions, [expired] = results[1].suppressions
  assert.deepEqual([held.kind, held.status, held.justification, held.properties.expires], ['external', 'accepted', 'Known', '2027-03-31'])
  assert.deepEqual([expired.status, expired.properties.problem], ['rejected', 'expired'])
  assert.deepEqual(results[2].suppressions, [])
  assert.equal(invocations[0].toolConfigurationNotifications[0].descriptor.id, 'waiver-expired')
})

test('a baseline gives each result its state, from JSON and from SARIF alike', async t => {
  const folder = scratch(t)
  const first = 'Agreement\n\n1. Fees. The Supplier may increase the fees at any time by written notice to the Customer.\n\n2. Support. Faults that affect the service are repaired promptly by the Supplier.\n'
  const second = first.replace('2. Support. Faults that affect the service are repaired promptly by the Supplier.', '2. Help. Requests for help are answered promptly by the Supplier during the day.')
  mkdirSync(join(folder, 'old'))
  writeFileSync(join(folder, 'old/offer.txt'), first)
  writeFileSync(join(folder, 'offer.txt'), second)
  const rules = ['--rules', pack, '--no-standard-rules']
  for (const format of ['json', 'sarif']) {
    const base = await caveat(['scan', '--format', format, ...rules, ...day, '--out', `base.${format}`, 'old/offer.txt'], { cwd: folder })
    assert.equal(base.code, 0, base.stderr)
    const { run } = await scan([...rules, '--baseline', `base.${format}`, 'offer.txt'], { cwd: folder })
    assert.deepEqual(run.results.map(r => [r.ruleId, r.baselineState]).sort(), [['test-price-change', 'unchanged'], ['test-vague-time', 'absent'], ['test-vague-time', 'new']])
  }
})

test('many documents are one run, names of any kind are references, and the bytes are the same twice', async t => {
  const folder = scratch(t)
  const names = ['a b.txt', 'c:d.txt', 'é#?%.txt', '100%.txt']
  for (const name of names) copyFileSync(textContract, join(folder, name))
  const args = ['--jobs', '3', ...names]
  const { run, stdout } = await scan(args, { cwd: folder })
  assert.deepEqual(run.artifacts.map(a => decodeURIComponent(a.location.uri)), names)
  assert.deepEqual(run.artifacts.map(a => a.properties.name), names)
  assert.equal(new URL(run.artifacts[1].location.uri, 'file:///x/').pathname, '/x/c%3Ad.txt')
  assert.equal(stdout, (await scan(args, { cwd: folder })).stdout)
})

test('what could not be read is a notification, not silence', async t => {
  const folder = scratch(t)
  copyFileSync(textContract, join(folder, 'read.txt'))
  const italian = 'Il fornitore garantisce la disponibilità del servizio secondo quanto previsto dal presente contratto e dalle condizioni generali.'
  writeFileSync(join(folder, 'italian.txt'), Array(30).fill(italian).join('\n\n'))
  writeFileSync(join(folder, 'empty.txt'), '\n')
  const { code, run } = await scan(['read.txt', 'empty.txt', 'italian.txt'], { cwd: folder })
  assert.equal(code, 3)
  assert.deepEqual(run.artifacts.map(a => [a.location.uri, a.properties.complete]), [['read.txt', true], ['empty.txt', false], ['italian.txt', false]])
  assert.equal(run.invocations[0].executionSuccessful, false)
  const told = run.invocations[0].toolExecutionNotifications.map(n => [n.locations[0].physicalLocation.artifactLocation.uri, n.descriptor.id, n.level])
  assert.deepEqual(told.filter(([, id]) => id !== 'undetermined'), [['empty.txt', 'document-not-read', 'error'], ['italian.txt', 'unsupported-language', 'warning']])
})
