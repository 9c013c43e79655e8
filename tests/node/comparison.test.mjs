// The comparison of two drafts: its page in a real Chromium, its JSON before an independent validator.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from 'node:test'
import Ajv2020 from 'ajv/dist/2020.js'
import axe from 'axe-core'
import { browser, caveat, scratch, source } from './support.mjs'

const first = join(source, 'corpus/contracts/en/helmcrest-master-cloud-agreement.md')

// The other side's draft: a number, a new right, a clause less, a clause moved, a clause reworded.
function drafts(t) {
  let text = readFileSync(first, 'utf8')
  const replace = (old, now) => {
    assert.ok(text.includes(old), old)
    text = text.replace(old, now)
  }
  replace('available 99.9% of', 'available 98.5% of')
  replace('forty-five days after receipt', 'fifteen days after receipt')
  replace('§ 3.08 Once', "§ 3.08 Helmcrest may increase the fees at any time upon thirty days' notice.\n\n§ 3.09 Once")
  replace('telephone and portal', 'telephone, mail and portal')
  const publicity = text.match(/§ 9\.05 .*\n\n/)[0]
  replace(publicity, '')
  replace('§ 2.07', publicity + '§ 2.07')
  const second = join(scratch(t), 'second.md')
  writeFileSync(second, text)
  return [first, second]
}

async function page(t, language) {
  const out = join(scratch(t), 'rounds.html')
  const ran = await caveat(['compare', '--format', 'html', '--lang', language, '--today', '2026-11-23', '--out', out, ...drafts(t)])
  assert.equal(ran.code, 0, ran.stderr)
  return pathToFileURL(out).href
}

test('shows what changed, and asks the network for nothing', async t => {
  const url = await page(t, 'en')
  const shown = await (await browser(t)).newPage()
  const asked = []
  shown.on('request', request => asked.push(request.url()))
  await shown.goto(url)
  assert.deepEqual(asked, [url])
  assert.match(await shown.locator('#verdict').textContent(), /^2 new/)
  assert.equal(await shown.locator('#new article').count(), 2)
  assert.equal(await shown.locator('#new del').first().textContent(), '99.9%')
  assert.equal(await shown.locator('#new ins').first().textContent(), '98.5%')
  // Without a mouse: a clause opens with Enter.
  const clause = shown.locator('details.clause').first()
  await clause.locator('summary').focus()
  await shown.keyboard.press('Enter')
  assert.equal(await clause.evaluate(e => e.open), true)
  // Nothing sticks out of a narrow window.
  await shown.setViewportSize({ width: 360, height: 800 })
  assert.ok(await shown.evaluate(() => document.documentElement.scrollWidth <= 360))
})

for (const language of ['en', 'fr', 'de', 'es']) {
  test(`has nothing that axe objects to (${language})`, async t => {
    const url = await page(t, language)
    const chromium = await browser(t)
    for (const colorScheme of ['light', 'dark']) {
      // The page's own policy forbids scripts: the test has to put axe in from outside.
      const context = await chromium.newContext({ bypassCSP: true, colorScheme })
      const shown = await context.newPage()
      await shown.goto(url)
      await shown.evaluate(() => document.querySelectorAll('details').forEach(d => (d.open = true)))
      await shown.evaluate(axe.source)
      const { violations } = await shown.evaluate(() => globalThis.axe.run())
      assert.deepEqual(violations.map(v => `${v.id}: ${v.nodes[0].html}`), [])
    }
  })
}

test('writes JSON as its schema says', async t => {
  const schema = JSON.parse(readFileSync(join(source, 'docs/comparison.schema.json'), 'utf8'))
  const valid = new Ajv2020({ allErrors: true, strictTypes: false }).compile(schema)
  for (const files of [drafts(t), drafts(t).reverse(), [first, first]]) {
    const ran = await caveat(['compare', '--format', 'json', '--lang', 'de', '--today', '2026-11-23', ...files])
    assert.equal(ran.code, 0, ran.stderr)
    const comparison = JSON.parse(ran.stdout)
    assert.ok(valid(comparison), JSON.stringify(valid.errors?.slice(0, 3)))
    const counted = Object.entries(comparison.counts).filter(([kind]) => kind !== 'waived')
    for (const [kind, count] of counted) assert.equal(comparison.changes.filter(c => c.change === kind && !c.waived).length, count)
    // Quotes are slices: bytes of the extracted text, which a change of the schema's own words would not survive.
    for (const change of comparison.changes)
      for (const side of [change.before.text, change.after.text])
        if (side) assert.equal(Buffer.byteLength(side.quote), side.end - side.begin)
  }
})
