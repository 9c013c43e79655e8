// `caveat serve` in a real Chromium, and its API before clients that mean no good.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import axe from 'axe-core'
import JSZip from 'jszip'
import { browser, caveat, program, scratch, source } from './support.mjs'

const contract = join(source, 'corpus/contracts/en/roster-saas-master-agreement.docx')
const german = join(source, 'corpus/contracts/de/agb-personalplanung.pdf')

// {url, port, child, ended}. The server of this test, on a port of its own.
async function served(t, args = [], env = {}) {
  const child = spawn(program, ['serve', '--port', '0', '--today', '2026-11-23', ...args], { env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stderr.on('data', data => { said += data })
  const ended = new Promise(resolve => child.on('exit', (code, signal) => resolve(code ?? signal)))
  t.after(async () => { child.kill('SIGKILL'); await ended })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const { value: line } = await lines.next()
  const open = /http:\S+/.exec(line)?.[0]
  assert.ok(open, `${line} ${said}`)
  const url = new URL(open)
  return { url: `http://127.0.0.1:${url.port}`, port: Number(url.port), open, child, ended, said: () => said }
}

// A request with any header, also those that fetch() sets itself.
function ask(server, path, { method = 'GET', headers = {}, body } = {}) {
  const setHost = headers.Host !== ''  // Node would say its own instead of nothing
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ host: '127.0.0.1', port: server.port, path, method, headers, setHost }, answer => {
      const parts = []
      answer.on('data', part => parts.push(part))
      answer.on('end', () => {
        const bytes = Buffer.concat(parts)
        resolve({ status: answer.statusCode, headers: answer.headers, bytes, text: bytes.toString(), json: () => JSON.parse(bytes.toString()) })
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

function form(parts, boundary = 'caveat-boundary') {
  const pieces = []
  for (const { name, filename, data } of parts)
    pieces.push(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}\r\n\r\n`, data, '\r\n')
  pieces.push(`--${boundary}--\r\n`)
  return { method: 'POST', headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` }, body: Buffer.concat(pieces.map(piece => Buffer.from(piece))) }
}
const scanPath = '/api/v1/scan?name=offer.docx&lang=en'
const post = (body = readFileSync(contract), headers = {}) => ({ method: 'POST', headers: { 'Content-Type': 'application/octet-stream', ...headers }, body })

async function page(t, server, options = {}) {
  const context = await (await browser(t)).newContext({ acceptDownloads: true, ...options })
  const opened = await context.newPage()
  const errors = []
  opened.on('console', message => { if (message.type() === 'error') errors.push(message.text()) })
  opened.on('pageerror', error => errors.push(String(error)))
  return { page: opened, errors }
}

async function axeFree(opened) {
  // Our own policy forbids it to scripts: the tests put axe in from outside.
  await opened.evaluate(axe.source)
  const { violations } = await opened.evaluate(() => globalThis.axe.run({ iframes: false }))
  assert.deepEqual(violations.map(v => `${v.id}: ${v.nodes[0].html}`), [])
}

for (const javaScriptEnabled of [true, false])
  test(`takes a contract, shows its report and hands out downloads (${javaScriptEnabled ? 'with' : 'without'} JavaScript)`, async t => {
    const server = await served(t)
    const { page: opened, errors } = await page(t, server, { javaScriptEnabled })
    await opened.goto(`${server.url}/?lang=en`)
    await opened.setInputFiles('input[type=file]', contract)
    await opened.getByRole('button', { name: 'Read the contract' }).click()
    await opened.waitForURL(/\/results\/[0-9a-f]{32}$/)
    assert.match(await opened.textContent('h1'), /roster-saas-master-agreement\.docx/)
    assert.match(await opened.textContent('main'), /15 minutes/)
    const report = await (await opened.waitForSelector('iframe')).contentFrame()
    await report.waitForLoadState()
    assert.match(await report.content(), /Customer indemnifies the supplier/)
    assert.match(await report.content(), /<details|<section|<article/)
    const offered = await opened.$$eval('a[download]', links => links.map(link => link.getAttribute('href').split('/').pop()))
    assert.equal(offered.includes('docx?counterparty=1'), offered.includes('docx'))
    assert.ok(offered.includes('json') && offered.includes('html'), offered.join())
    const { formats } = (await ask(server, '/api/v1/health')).json()
    for (const format of ['docx', 'xlsx', 'csv', 'ics', 'sarif']) assert.equal(offered.includes(format), formats.includes(format), format)
    assert.ok(!offered.includes('pdf'), 'a DOCX has no PDF to write notes into')
    for (const format of offered) {
      const coming = opened.waitForEvent('download')
      await opened.click(`a[download][href$="/${format}"]`)
      const download = await coming
      assert.match(download.suggestedFilename(), /^roster-saas-master-agreement\.caveat\./)
      const bytes = readFileSync(await download.path())
      assert.ok(bytes.length > 100, format)
      if (format === 'json') assert.equal(JSON.parse(bytes).document.name, 'roster-saas-master-agreement.docx')
      if (/^(docx|xlsx)/.test(format)) assert.ok(Object.keys((await JSZip.loadAsync(bytes)).files).includes('[Content_Types].xml'))
    }
    const address = opened.url()
    await opened.getByRole('button', { name: 'Delete this result now' }).click()
    await opened.waitForURL(/\?lang=en$/)
    assert.equal((await opened.goto(address)).status(), 404)
    assert.equal((await opened.goto(`${address}/report`)).status(), 404)
    assert.deepEqual(errors.filter(error => !error.includes('404')), [])
  })

test('takes a file that is dropped on the form', async t => {
  const server = await served(t)
  const { page: opened } = await page(t, server)
  await opened.goto(`${server.url}/?lang=fr`)
  const text = 'Contrat de services\n\n1. Prix. Le Prestataire peut augmenter les prix à tout moment.\n'
  const transfer = await opened.evaluateHandle(content => {
    const data = new DataTransfer()
    data.items.add(new File([content], 'offre é.txt', { type: 'text/plain' }))
    return data
  }, text)
  await opened.dispatchEvent('.drop', 'drop', { dataTransfer: transfer })
  await opened.click('form.scan button')
  await opened.waitForURL(/\/results\//)
  assert.equal(await opened.textContent('h1'), 'Résultat: offre é.txt')
  assert.equal(await opened.getAttribute('html', 'lang'), 'fr')
})

for (const [language, title] of [['en', /before you sign/], ['fr', /avant de le signer/], ['de', /bevor Sie ihn unterschreiben/], ['es', /antes de firmarlo/]])
  test(`has pages that axe does not object to, dark and light (${language})`, async t => {
    const server = await served(t, ['--token', 'a-token-of-the-test'])
    for (const colorScheme of ['light', 'dark']) {
      const { page: opened } = await page(t, server, { colorScheme, bypassCSP: true, locale: language })
      await opened.goto(server.url)
      assert.equal(await opened.getAttribute('html', 'lang'), language)
      await axeFree(opened)
      await opened.fill('#token', 'wrong-wrong-wrong-wrong')
      await opened.keyboard.press('Enter')
      await opened.getByRole('alert').waitFor()
      await axeFree(opened)
      await opened.fill('#token', 'a-token-of-the-test')
      await opened.keyboard.press('Enter')
      await opened.waitForSelector('form.scan')
      assert.match(await opened.textContent('h1'), title)
      await axeFree(opened)
      await opened.setInputFiles('input[type=file]', { name: 'picture.pdf', mimeType: 'application/pdf', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]) })
      await opened.click('form.scan button')
      await opened.getByRole('alert').waitFor()
      await axeFree(opened)
      await opened.setInputFiles('input[type=file]', german)
      await opened.click('form.scan button')
      await opened.waitForSelector('iframe')
      await axeFree(opened)
    }
  })

test('can be used by keyboard alone', async t => {
  const server = await served(t)
  const { page: opened } = await page(t, server)
  await opened.goto(`${server.url}/?lang=en`)
  const seen = []
  for (let i = 0; i < 14; i++) {
    await opened.keyboard.press('Tab')
    seen.push(await opened.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim()))
  }
  for (const stop of ['Skip to the content', 'Français', 'file', 'lang', 'side', 'policy', 'Read the contract']) assert.ok(seen.includes(stop), `${stop} in ${seen}`)
})

test('answers the API as the command line does, and as its OpenAPI file says', async t => {
  const server = await served(t)
  const api = (await ask(server, '/openapi.json')).json()
  assert.equal(api.openapi, '3.1.0')
  const ajv = new Ajv2020({ strict: false })
  addFormats(ajv)
  ajv.addSchema({ ...api, $id: 'api' })
  const holds = (path, method, answer) => {
    const documented = api.paths[path][method].responses[answer.status]
    assert.ok(documented, `${method} ${path} gave ${answer.status}`)
    const place = documented.$ref ? documented.$ref.slice(1) : `/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method}/responses/${answer.status}`
    const type = answer.headers['content-type']
    const pointer = `api#${place}/content/${type.replaceAll('/', '~1')}/schema`.replaceAll('{', '%7B').replaceAll('}', '%7D')
    const validate = ajv.getSchema(pointer)
    assert.ok(validate, pointer)
    assert.ok(validate(answer.json()), JSON.stringify(validate.errors))
  }
  const scanned = await ask(server, scanPath, post())
  holds('/api/v1/scan', 'post', scanned)
  const result = new Ajv2020({ strict: false })
  addFormats(result)
  assert.ok(result.validate(JSON.parse(readFileSync(join(source, 'docs/result.schema.json'))), scanned.json()))
  const mine = JSON.parse((await caveat(['scan', '--format', 'json', '--lang', 'en', '--today', '2026-11-23', contract])).stdout)
  const theirs = scanned.json()
  assert.equal(theirs.document.name, 'offer.docx')
  mine.document.name = theirs.document.name
  assert.deepEqual(theirs, mine)
  const asForm = await ask(server, '/api/v1/scan', form([{ name: 'lang', data: 'de' }, { name: 'min_severity', data: 'high' }, { name: 'file', filename: 'Angebot.docx', data: readFileSync(contract) }]))
  assert.equal(asForm.json().engine.reader_language, 'de')
  assert.ok(asForm.json().findings.every(f => ['high', 'critical'].includes(f.severity)))
  const health = await ask(server, '/api/v1/health')
  holds('/api/v1/health', 'get', health)
  const rules = await ask(server, '/api/v1/rules?taxonomy=PRC&lang=es')
  holds('/api/v1/rules', 'get', rules)
  assert.ok(rules.json().rules.length > 3)
  const rule = await ask(server, `/api/v1/rules/${rules.json().rules[0].rule}?lang=es`)
  holds('/api/v1/rules/{id}', 'get', rule)
  assert.equal(rule.json().title, rules.json().rules[0].title)
  holds('/api/v1/rules/{id}', 'get', await ask(server, '/api/v1/rules/no-such-rule'))
  const vendor = await ask(server, '/api/v1/scan?name=offer.docx&format=docx&counterparty=1', post())
  const ours = await ask(server, '/api/v1/scan?name=offer.docx&format=docx', post())
  const comments = async reply => (await JSZip.loadAsync(reply.bytes)).file('word/comments.xml').async('string')
  assert.match(await comments(ours), /Customer indemnifies the supplier/)
  assert.doesNotMatch(await comments(vendor), /Customer indemnifies the supplier|CRITICAL|Critical/)
  holds('/api/v1/scan', 'post', await ask(server, '/api/v1/scan?format=csv&counterparty=1', post()))
  const kept = await ask(server, '/scan', form([{ name: 'file', filename: 'offer.pdf', data: readFileSync(german) }]))
  assert.match((await ask(server, kept.headers.location)).text, /download\/pdf"/)
  const notes = await ask(server, `${kept.headers.location}/download/pdf`)
  assert.match(notes.bytes.subarray(0, 5).toString(), /%PDF-/)
  assert.equal(notes.headers['content-type'], 'application/pdf')
  assert.equal((await ask(server, `${kept.headers.location}/download/text`)).status, 406)
  for (const format of health.json().formats) {
    const written = await ask(server, `/api/v1/scan?name=offer.pdf&format=${format}`, post(readFileSync(german)))
    assert.equal(written.status, 200, `${format}: ${written.text.slice(0, 200)}`)
    if (format !== 'json') assert.match(written.headers['content-disposition'], /^attachment; filename="offer\.caveat\./)
  }
  holds('/api/v1/scan', 'post', await ask(server, '/api/v1/scan?lang=it', post()))
  holds('/api/v1/scan', 'post', await ask(server, '/api/v1/scan?format=exe', post()))
  holds('/api/v1/scan', 'post', await ask(server, '/api/v1/scan?policy=../../etc/passwd', post()))
  holds('/api/v1/scan', 'post', await ask(server, '/api/v1/scan?side=judge', post()))
  holds('/api/v1/scan', 'post', await ask(server, '/api/v1/scan', post(Buffer.alloc(0))))
  const unread = await ask(server, '/api/v1/scan', post(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1])))
  holds('/api/v1/scan', 'post', unread)
  assert.equal(unread.status, 422)
  assert.equal(unread.json().type, 'urn:caveat:problem:not-read')
  const method = await ask(server, '/api/v1/scan')
  assert.equal(method.status, 405)
  assert.equal(method.headers.allow, 'POST')
  assert.equal((await ask(server, '/api/v1/nothing')).headers['content-type'], 'application/problem+json')
})

test('keeps browsers strict', async t => {
  const server = await served(t)
  const start = await ask(server, '/')
  assert.match(start.headers['content-security-policy'], /default-src 'none'/)
  assert.doesNotMatch(start.headers['content-security-policy'], /unsafe/)
  assert.equal(start.headers['x-content-type-options'], 'nosniff')
  assert.equal(start.headers['cache-control'], 'no-store')
  assert.equal(start.headers['access-control-allow-origin'], undefined)
  assert.equal(start.headers.server, undefined)
  assert.doesNotMatch(start.text, /<script(?! src=)|style=|onclick/)
  const sent = await ask(server, '/scan', form([{ name: 'file', filename: 'offer.docx', data: readFileSync(contract) }]))
  assert.equal(sent.status, 303)
  const report = await ask(server, `${sent.headers.location}/report`)
  assert.match(report.headers['content-security-policy'], /sandbox/)
  assert.doesNotMatch(report.headers['content-security-policy'], /allow-same-origin/)
})

test('goes by no name but its own', async t => {
  const server = await served(t, ['--host', 'contracts.example'])
  for (const host of [`127.0.0.1:${server.port}`, `localhost:${server.port}`, `[::1]:${server.port}`, 'contracts.example', `Contracts.Example:${server.port}`])
    assert.equal((await ask(server, '/', { headers: { Host: host } })).status, 200, host)
  for (const host of ['evil.example', `evil.example:${server.port}`, 'localhost.evil.example', '192.168.1.9', '[::1', ''])
    for (const path of ['/', '/api/v1/health', '/page.js']) assert.equal((await ask(server, path, { headers: { Host: host } })).status, 421, `${host} ${path}`)
})

test('takes no form of another page', async t => {
  const server = await served(t)
  const file = form([{ name: 'file', filename: 'offer.docx', data: readFileSync(contract) }])
  for (const headers of [{ Origin: 'http://evil.example' }, { Origin: 'null' }, { Origin: `http://127.0.0.1:${server.port + 1}` }, { 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }])
    for (const path of ['/scan', '/api/v1/scan', '/login', '/results/00000000000000000000000000000000/delete'])
      assert.equal((await ask(server, path, { ...file, headers: { ...file.headers, ...headers } })).status, 403, `${path} ${JSON.stringify(headers)}`)
  assert.equal((await ask(server, '/scan', { ...file, headers: { ...file.headers, Origin: `http://127.0.0.1:${server.port}` } })).status, 303)
})

test('asks for the token where it has one', async t => {
  const token = 'correct-horse-battery'
  const server = await served(t, [], { CAVEAT_TOKEN: token })
  for (const path of ['/', '/openapi.json', '/api/v1/health', '/api/v1/rules', '/results/00000000000000000000000000000000']) {
    const refused = await ask(server, path)
    assert.equal(refused.status, 401, path)
    assert.equal((await ask(server, path, { headers: { Authorization: 'Bearer wrong' } })).status, 401)
    assert.notEqual((await ask(server, path, { headers: { Authorization: `Bearer ${token}` } })).status, 401)
  }
  assert.match((await ask(server, '/api/v1/health')).headers['www-authenticate'], /^Bearer/)
  assert.equal((await ask(server, scanPath, post())).status, 401)
  assert.equal((await ask(server, '/login?token=wrong')).headers['set-cookie'], undefined)
  const entered = await ask(server, `/login?token=${token}`)
  const cookie = entered.headers['set-cookie'][0]
  assert.match(cookie, /HttpOnly; SameSite=/)
  assert.doesNotMatch(cookie, new RegExp(token))
  assert.equal((await ask(server, '/', { headers: { Cookie: cookie.split(';')[0] } })).status, 200)
  assert.equal((await ask(server, '/', { headers: { Cookie: 'caveat_session=' } })).status, 401)
})

test('does not leave this machine without a token', async t => {
  const server = await served(t, ['--bind', '0.0.0.0'])
  assert.match(server.open, /login\?token=[0-9a-f]{32}$/)
  assert.match(server.said(), /TLS/)
  assert.equal((await ask(server, '/api/v1/health')).status, 401)
  assert.equal((await ask(server, '/api/v1/health', { headers: { Authorization: `Bearer ${server.open.split('=')[1]}` } })).status, 200)
  const short = await caveat(['serve', '--bind', '0.0.0.0', '--token', 'short'])
  assert.equal(short.code, 2)
  assert.match(short.stderr, /at least 16/)
})

test('bounds what it takes', async t => {
  const server = await served(t, ['--max-upload', '1'])
  const large = Buffer.alloc(3 << 20, 'x')
  const refused = await ask(server, '/api/v1/scan', post(large))
  assert.equal(refused.status, 413)
  assert.equal(refused.json().type, 'urn:caveat:problem:too-large')
  // A body that does not say its length cannot be known to be whole.
  assert.equal((await ask(server, '/api/v1/scan', { method: 'POST', headers: { 'Transfer-Encoding': 'chunked' }, body: 'x' })).status, 411)
  assert.equal((await ask(server, '/api/v1/scan', form([{ name: 'file', filename: 'a.txt', data: large }]))).status, 413)
  const many = Array.from({ length: 200 }, (_, i) => ({ name: `f${i}`, data: 'x' }))
  assert.equal((await ask(server, '/api/v1/scan', form(many))).status, 400)
  assert.equal((await ask(server, '/api/v1/scan', form([{ name: 'lang', data: 'x'.repeat(100_000) }]))).status, 400)
  assert.equal((await ask(server, '/api/v1/scan', form([{ name: 'lang', data: 'en' }]))).status, 400)
  const { page: opened } = await page(t, server)
  await opened.goto(`${server.url}/?lang=en`)
  await opened.setInputFiles('input[type=file]', { name: 'large.txt', mimeType: 'text/plain', buffer: large })
  await opened.click('form.scan button')
  await opened.getByRole('alert').waitFor()
  assert.match(await opened.textContent('[role=alert]'), /too large/)
})

test('shows a name and opens no path', async t => {
  const server = await served(t)
  for (const [given, shown] of [['../../etc/passwd', 'passwd'], ['C:\\\\offers\\\\Angebot.docx', 'Angebot.docx'], ['..', 'contract'], ['<img src=x onerror=alert(1)>.docx', null], ['a'.repeat(1000) + '.docx', null], ['é€'.repeat(300) + '.docx', `${'é€'.repeat(40)}`]]) {
    const sent = await ask(server, '/scan', form([{ name: 'file', filename: given, data: readFileSync(contract) }]))
    assert.equal(sent.status, 303, sent.text)
    const result = await ask(server, sent.headers.location)
    assert.doesNotMatch(result.text, /<img|\.\.\/|\uFFFD/)
    if (shown) assert.match(result.text, new RegExp(`Result: ${shown}<`))
    assert.equal((await ask(server, `${sent.headers.location}/download/json`)).status, 200)
  }
  for (const path of ['/results/../page.css', '/%2e%2e/etc/passwd', '/page.css/', '//', '/results//report', '/results/x/download/../../../etc/passwd'])
    assert.equal((await ask(server, path)).status, 404, path)
})

test('answers hostile requests and goes on', async t => {
  const server = await served(t)
  const raw = text => new Promise(resolve => {
    const socket = connect(server.port, '127.0.0.1', () => socket.end(text))
    let got = ''
    socket.on('data', data => { got += data })
    socket.on('close', () => resolve(got))
    socket.on('error', () => resolve(got))
  })
  const host = `Host: 127.0.0.1:${server.port}\r\n`
  for (const text of ['\0\0\0\0\r\n\r\n', 'GET\r\n\r\n', `GET ${'/'.repeat(40_000)} HTTP/1.1\r\n${host}\r\n`, `GET / HTTP/1.1\r\n${'X: y\r\n'.repeat(5000)}\r\n`,
    `POST /api/v1/scan HTTP/1.1\r\n${host}Content-Length: -1\r\n\r\n`, `POST /api/v1/scan HTTP/1.1\r\n${host}Content-Length: 99999999999999999999\r\n\r\n`,
    `POST /api/v1/scan HTTP/1.1\r\n${host}Content-Length: x\r\n\r\n`, `POST /api/v1/scan HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\nzzz\r\n`,
    `POST /api/v1/scan HTTP/1.1\r\n${host}Content-Type: multipart/form-data\r\nContent-Length: 10\r\n\r\n0123456789`,
    `POST /api/v1/scan HTTP/1.1\r\n${host}Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5\r\n\r\n--b\r\n`])
    assert.doesNotMatch(await raw(text), /^HTTP\/1.1 200/, text.slice(0, 60))
  // Half a contract is none.
  const half = 'Support Agreement. The Supplier may increase the fees at any time.'
  assert.match(await raw(`POST /api/v1/scan HTTP/1.1\r\n${host}Content-Length: ${2 * half.length}\r\n\r\n${half}`), /^HTTP\/1.1 400[^]*cut-off/)
  const part = `--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${half}`
  assert.match(await raw(`POST /api/v1/scan HTTP/1.1\r\n${host}Content-Type: multipart/form-data; boundary=b\r\nContent-Length: ${2 * part.length}\r\n\r\n${part}`), /^HTTP\/1.1 400[^]*cut-off/)
  // A second request hidden in a body is not one: the connection ends with the first.
  const smuggled = await raw(`POST /nothing HTTP/1.1\r\n${host}Content-Length: 60\r\n\r\nGET /api/v1/health HTTP/1.1\r\n${host}\r\n`)
  assert.equal(smuggled.match(/HTTP\/1.1 /g).length, 1)
  assert.equal((await ask(server, '/api/v1/health')).status, 200)
})

test('reads ten contracts at once, each its own', async t => {
  const server = await served(t, ['--jobs', '3'])
  const files = ['en/helmcrest-master-cloud-agreement.md', 'de/softwarepflege-supportvertrag.docx', 'fr/cgs-crm-kartello.pdf', 'es/condiciones-saas-contabilidad.html', 'en/managed-hosting-sla.md']
  const results = await Promise.all([...files, ...files].map(file => ask(server, `/api/v1/scan?lang=en&name=${encodeURIComponent(file)}`, post(readFileSync(join(source, 'corpus/contracts', file))))))
  for (const [i, result] of results.entries()) {
    assert.equal(result.status, 200)
    assert.equal(result.json().document.name, files[i % 5].split('/')[1])
    assert.equal(result.text, results[(i + 5) % 10].text)
  }
})

test('stores nothing unless asked, and ends on Ctrl-C', async t => {
  const folder = scratch(t)
  const server = await served(t, ['--keep', folder])
  const sent = await ask(server, '/scan', form([{ name: 'file', filename: '../offer.docx', data: readFileSync(contract) }]))
  assert.equal(sent.status, 303)
  const [id] = readdirSync(folder)
  assert.deepEqual(readdirSync(join(folder, id)).sort(), ['offer.caveat.html', 'offer.docx'])
  assert.deepEqual(readFileSync(join(folder, id, 'offer.docx')), readFileSync(contract))
  server.child.kill('SIGINT')
  assert.equal(await server.ended, 130)
  const missing = await caveat(['serve', '--keep', '/nonexistent'])
  assert.equal(missing.code, 2)

  const home = scratch(t), temporary = join(home, 'tmp')
  mkdirSync(temporary)
  writeFileSync(join(home, 'before'), '')
  const other = await served(t, [], { HOME: home, TMPDIR: temporary })
  assert.equal((await ask(other, '/scan', form([{ name: 'file', filename: 'offer.pdf', data: readFileSync(german) }]))).status, 303)
  assert.deepEqual(readdirSync(temporary), [])
  assert.deepEqual(readdirSync(home).sort(), ['before', 'tmp'])
  other.child.kill('SIGTERM')
  assert.equal(await other.ended, 143)
})

test('gives up a scan that takes too long', async t => {
  const server = await served(t, ['--timeout', '0.05'])
  const text = readFileSync(join(source, 'corpus/contracts/en/helmcrest-master-cloud-agreement.md'), 'utf8')
  const slow = await ask(server, '/api/v1/scan', post(Buffer.from(text.repeat(Math.ceil((8 << 20) / text.length)))))
  assert.equal(slow.status, 408)
})
