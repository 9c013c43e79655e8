// The HTML report in a real Chromium. Screenshots of it are looked at by people; what a machine can see is held here.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from 'node:test'
import axe from 'axe-core'
import { browser, caveat, scratch, source } from './support.mjs'

const contract = join(source, 'corpus/contracts/en/roster-saas-master-agreement.docx')

async function report(t, { file = contract, language = 'en' } = {}) {
  const out = join(scratch(t), 'report.html')
  const ran = await caveat(['scan', '--format', 'html', '--lang', language, '--out', out, file])
  assert.equal(ran.code, 0, ran.stderr)
  return pathToFileURL(out).href
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
  test(`has nothing that axe objects to (${language})`, async t => {
    const url = await report(t, { language })
    // The report's own policy forbids scripts: the test has to put axe in from outside.
    const context = await (await browser(t)).newContext({ bypassCSP: true })
    const page = await context.newPage()
    await page.goto(url)
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate(() => globalThis.axe.run())
    assert.deepEqual(violations.map(v => `${v.id}: ${v.nodes[0].html}`), [])
  })
}
