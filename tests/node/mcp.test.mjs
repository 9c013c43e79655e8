// `caveat mcp` before the official client of the Model Context Protocol, and before lines that no client would send.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { caveat, program, scratch, source } from './support.mjs'

const contract = join(source, 'corpus/contracts/en/roster-saas-master-agreement.docx')

// A folder with two contracts, and beside it what must never be read.
function folder(t) {
  const outer = scratch(t)
  const root = join(outer, 'contracts')
  mkdirSync(join(root, 'old'), { recursive: true })
  copyFileSync(contract, join(root, 'offer.docx'))
  copyFileSync(join(source, 'corpus/contracts/de/softwarepflege-supportvertrag.docx'), join(root, 'old/pflege.docx'))
  writeFileSync(join(outer, 'secret.txt'), 'The Supplier may increase the fees at any time by written notice to the Customer.\n')
  symlinkSync(join(outer, 'secret.txt'), join(root, 'link.txt'))
  symlinkSync(outer, join(root, 'up'))
  writeFileSync(join(root, 'picture.pdf'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]))
  return { outer, root }
}

async function connected(t, root, extra = []) {
  const transport = new StdioClientTransport({ command: program, args: ['mcp', '--root', root, '--today', '2026-11-23', ...extra], stderr: 'pipe', env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' } })
  const client = new Client({ name: 'caveat-test', version: '1' })
  await client.connect(transport)
  t.after(() => client.close())
  return client
}

const words = result => result.content[0].text

test('introduces itself to the official client and lists its tools', async t => {
  const client = await connected(t, folder(t).root)
  assert.equal(client.getServerVersion().name, 'caveat')
  assert.deepEqual(client.getServerCapabilities(), { tools: {} })
  assert.match(client.getInstructions(), /quote/)
  const { tools } = await client.listTools()
  assert.deepEqual(tools.map(tool => tool.name), ['scan_contract', 'key_terms', 'explain_rule', 'list_rules'])
  for (const tool of tools) {
    assert.equal(tool.annotations.readOnlyHint, true)
    assert.ok(tool.inputSchema && tool.outputSchema && tool.description)
  }
  await client.ping()
})

test('gives findings that are words of the contract, the same as caveat scan', async t => {
  const { root } = folder(t)
  const client = await connected(t, root)
  await client.listTools() // the client holds answers to the output schemas from here on
  const result = await client.callTool({ name: 'scan_contract', arguments: { path: 'offer.docx', language: 'en' } })
  assert.equal(result.isError, false)
  const given = result.structuredContent
  const extracted = (await caveat(['extract', join(root, 'offer.docx')], { encoding: 'buffer' })).stdout
  assert.ok(given.findings.length > 10)
  for (const finding of given.findings) {
    assert.equal(extracted.subarray(finding.begin, finding.end).toString(), finding.quote)
    assert.ok(finding.ask && finding.title && finding.rule)
    assert.ok(words(result).includes(finding.title))
    if (finding.quote) assert.ok(words(result).includes(finding.quote))
  }
  const scanned = JSON.parse((await caveat(['scan', '--format', 'json', '--lang', 'en', '--today', '2026-11-23', join(root, 'offer.docx')])).stdout)
  assert.equal(given.findings.length + given.omitted, scanned.findings.length)
  assert.equal(given.verdict.score, scanned.score)
  assert.equal(given.verdict.lane, scanned.lane)
  assert.equal(given.document.sha256, scanned.document.sha256)
  const order = ['critical', 'high', 'medium', 'low', 'info']
  const ranks = given.findings.map(finding => order.indexOf(finding.severity))
  assert.deepEqual(ranks, [...ranks].sort((a, b) => a - b))
  assert.equal(given.counts.critical, scanned.findings.filter(finding => finding.severity === 'critical').length)
})

test('obeys its arguments: language, least severity, limit, side, policy', async t => {
  const client = await connected(t, folder(t).root)
  const scan = more => client.callTool({ name: 'scan_contract', arguments: { path: 'offer.docx', ...more } })
  const all = (await scan({ language: 'en' })).structuredContent
  const french = (await scan({ language: 'fr' })).structuredContent
  assert.deepEqual(french.findings.map(f => f.quote), all.findings.map(f => f.quote))
  assert.notDeepEqual(french.findings.map(f => f.ask), all.findings.map(f => f.ask))
  const worst = (await scan({ min_severity: 'critical' })).structuredContent
  assert.ok(worst.findings.length > 0 && worst.findings.every(f => f.severity === 'critical'))
  assert.equal(worst.verdict.score, all.verdict.score)
  const few = await scan({ limit: 3 })
  assert.equal(few.structuredContent.findings.length, 3)
  assert.equal(few.structuredContent.omitted, all.findings.length + all.omitted - 3)
  assert.match(words(few), /left out/)
  assert.notEqual((await scan({ side: 'supplier' })).structuredContent.verdict.score, all.verdict.score)
  assert.equal((await scan({ policy: 'strict-regulated' })).structuredContent.engine.policy, 'strict-regulated')
})

test('names key terms in the contract\'s words, explains and lists rules', async t => {
  const client = await connected(t, folder(t).root)
  await client.listTools()
  const terms = (await client.callTool({ name: 'key_terms', arguments: { path: 'offer.docx', language: 'en' } })).structuredContent
  const term = terms.terms.find(each => each.id === 'term')
  assert.equal(term.number, 36)
  assert.equal(term.unit, 'months')
  assert.match(term.quote, /thirty-six|36/)
  assert.ok(terms.parties.some(party => party.name === 'Tallowmere Systems'))
  const rules = (await client.callTool({ name: 'list_rules', arguments: { taxonomy: 'PRC', language: 'en' } })).structuredContent.rules
  assert.ok(rules.length > 3 && rules.every(rule => rule.taxonomy.startsWith('PRC')))
  const explained = (await client.callTool({ name: 'explain_rule', arguments: { rule: rules[0].rule, language: 'de' } })).structuredContent
  assert.equal(explained.rule, rules[0].rule)
  assert.ok(explained.ask.length > 10 && explained.why.length > 10)
})

test('reads a waiver file beside the contract', async t => {
  const { root } = folder(t)
  const client = await connected(t, root)
  const before = (await client.callTool({ name: 'scan_contract', arguments: { path: 'offer.docx' } })).structuredContent
  const { fingerprint } = before.findings[0]
  const waived = await caveat(['waive', join(root, 'offer.docx'), fingerprint, '--reason', 'Agreed with legal', '--approver', 'Head of purchasing', '--until', '2027-06-30'])
  assert.equal(waived.code, 0, waived.stderr)
  const after = (await client.callTool({ name: 'scan_contract', arguments: { path: 'offer.docx' } })).structuredContent
  assert.equal(before.counts.waived, 0)
  assert.equal(after.counts.waived, 1)
  assert.equal(after.findings.at(-1).status, 'waived')
})

test('reads nothing outside of its folder', async t => {
  const { root, outer } = folder(t)
  const client = await connected(t, root)
  for (const path of ['../secret.txt', join(outer, 'secret.txt'), '/etc/passwd', 'link.txt', 'up/secret.txt', 'old/../../secret.txt', '/proc/self/environ', ''])
    for (const name of ['scan_contract', 'key_terms']) {
      const result = await client.callTool({ name, arguments: { path } })
      assert.equal(result.isError, true, path)
      assert.match(words(result), /outside|empty/, path)
      assert.doesNotMatch(words(result), /increase the fees/)
    }
  // ... and by its full name what is inside.
  const result = await client.callTool({ name: 'scan_contract', arguments: { path: join(root, 'old/pflege.docx') } })
  assert.equal(result.isError, false)
  assert.deepEqual(result.structuredContent.document.languages, ['de'])
})

test('says what is wrong with a call, so that the assistant can mend it', async t => {
  const client = await connected(t, folder(t).root)
  const wrong = [
    ['scan_contract', {}, /"path" is missing/],
    ['scan_contract', { path: 7 }, /"path" must be a string/],
    ['scan_contract', { path: 'nothing.pdf' }, /no such file/],
    ['scan_contract', { path: 'old' }, /directory/],
    ['scan_contract', { path: 'picture.pdf' }, /picture\.pdf/],
    ['scan_contract', { path: 'offer.docx', language: 'it' }, /en, fr, de, es/],
    ['scan_contract', { path: 'offer.docx', limit: 0 }, /from 1 to 500/],
    ['scan_contract', { path: 'offer.docx', limit: true }, /from 1 to 500/],
    ['scan_contract', { path: 'offer.docx', policy: '../../etc/passwd' }, /default/],
    ['scan_contract', { path: 'offer.docx', verbose: true }, /no argument "verbose"/],
    ['explain_rule', { rule: 'no-such-rule' }, /no rule no-such-rule/],
    ['list_rules', { taxonomy: 'ZZZ' }, /ZZZ/],
  ]
  for (const [name, args, expected] of wrong) {
    const result = await client.callTool({ name, arguments: args })
    assert.equal(result.isError, true, JSON.stringify(args))
    assert.match(words(result), expected)
    assert.equal(result.structuredContent, undefined)
  }
  await assert.rejects(client.callTool({ name: 'delete_contract', arguments: {} }), /-32602/)
})

// Lines as they are, without a client between.
function raw(t, root) {
  const child = spawn(program, ['mcp', '--root', root], { stdio: ['pipe', 'pipe', 'pipe'] })
  t.after(() => child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    child,
    send: line => child.stdin.write(typeof line === 'string' || Buffer.isBuffer(line) ? line : JSON.stringify(line) + '\n'),
    next: async () => JSON.parse((await lines.next()).value),
    ended: new Promise(resolve => child.on('exit', (code, signal) => resolve(code ?? signal))),
  }
}
const hello = version => ({ jsonrpc: '2.0', id: 0, method: 'initialize', params: { protocolVersion: version, capabilities: {}, clientInfo: { name: 'raw', version: '1' } } })

test('agrees on a version it speaks', async t => {
  const { root } = folder(t)
  for (const [asked, given] of [['2025-06-18', '2025-06-18'], ['2025-11-25', '2025-11-25'], ['2024-11-05', '2024-11-05'], ['1999-01-01', '2025-11-25'], ['2099-01-01', '2025-11-25']]) {
    const server = raw(t, root)
    server.send(hello(asked))
    assert.equal((await server.next()).result.protocolVersion, given)
    server.child.stdin.end()
    assert.equal(await server.ended, 0)
  }
})

test('serves clients of 2026-07-28, which shake no hands', async t => {
  const server = raw(t, folder(t).root)
  const meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28', 'io.modelcontextprotocol/clientCapabilities': {} }
  const ask = async (id, method, params = {}, _meta = meta) => {
    server.send({ jsonrpc: '2.0', id, method, params: { ...params, _meta } })
    const message = await server.next()
    assert.equal(message.id, id)
    return message
  }
  const { result } = await ask(1, 'server/discover')
  assert.equal(result.resultType, 'complete')
  assert.equal(result.supportedVersions[0], '2026-07-28')
  assert.deepEqual(result.capabilities, { tools: {} })
  assert.equal(result._meta['io.modelcontextprotocol/serverInfo'].name, 'caveat')
  assert.ok(result.ttlMs >= 0 && result.cacheScope === 'public')
  const listed = (await ask(2, 'tools/list')).result
  assert.equal(listed.tools.length, 4)
  assert.ok(listed.resultType === 'complete' && listed.ttlMs >= 0 && listed.cacheScope === 'public')
  const called = (await ask(3, 'tools/call', { name: 'key_terms', arguments: { path: 'offer.docx' } })).result
  assert.equal(called.resultType, 'complete')
  assert.ok(called.structuredContent.terms.length > 3)
  const refused = (await ask(4, 'tools/list', {}, { ...meta, 'io.modelcontextprotocol/protocolVersion': '1900-01-01' })).error
  assert.equal(refused.code, -32022)
  assert.equal(refused.data.requested, '1900-01-01')
  assert.ok(refused.data.supported.includes('2026-07-28'))
  assert.equal((await ask(5, 'tools/list', {}, { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' })).error.code, -32602)
  assert.equal((await ask(6, 'ping')).error.code, -32601)
  assert.equal((await ask(7, 'tools/list', {}, {})).error.code, -32600) // neither said nor shaken
  server.child.stdin.end()
  assert.equal(await server.ended, 0)
})

test('answers hostile lines by the book and goes on', async t => {
  const server = raw(t, folder(t).root)
  const refused = async (line, code, id = null) => {
    server.send(line)
    const message = await server.next()
    assert.equal(message.error?.code, code, `${String(line).slice(0, 80)} gave ${JSON.stringify(message)}`)
    assert.deepEqual(message.id, id)
  }
  await refused({ jsonrpc: '2.0', id: 1, method: 'tools/list' }, -32600, 1) // before initialize
  server.send(hello('2025-06-18'))
  assert.ok((await server.next()).result)
  server.send({ jsonrpc: '2.0', method: 'notifications/initialized' })
  await refused('not json\n', -32700)
  await refused('{"jsonrpc":"2.0"\n', -32700)
  await refused(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d, 0x0a]), -32700)
  await refused('{"a":'.repeat(5000) + '1' + '}'.repeat(5000) + '\n', -32700)
  await refused('['.repeat(100000) + '\n', -32700)
  await refused('[{"jsonrpc":"2.0","id":1,"method":"ping"}]\n', -32600)
  await refused('7\n', -32700)
  await refused('{"jsonrpc":"2.0","id":1,"method":"ping"} {"jsonrpc":"2.0","id":2,"method":"ping"}\n', -32700)
  await refused('{"jsonrpc":"1.0","id":3,"method":"ping"}\n', -32600, 3)
  await refused('{"jsonrpc":"2.0","id":null,"method":"ping"}\n', -32600)
  await refused('{"jsonrpc":"2.0","id":{},"method":"ping"}\n', -32600)
  await refused('{"jsonrpc":"2.0","id":4,"method":7}\n', -32600, 4)
  await refused('{"jsonrpc":"2.0","id":5,"method":"ping","params":[]}\n', -32602, 5)
  await refused({ jsonrpc: '2.0', id: 6, method: 'resources/list' }, -32601, 6)
  await refused({ jsonrpc: '2.0', id: 7, method: 'tools/call', params: { name: 'scan_contract', arguments: [] } }, -32602, 7)
  await refused({ jsonrpc: '2.0', id: 8, method: 'tools/list', params: { cursor: 'x' } }, -32602, 8)
  // A line of 40 MB, of which nothing is kept, and the next one after it.
  for (let i = 0; i < 40; i++) server.send('x'.repeat(1 << 20))
  await refused('\n', -32600)
  server.send('\n  \n')
  server.send('{"jsonrpc":"2.0","id":"\u00e9\u2028\\"","method":"ping"}\n')
  assert.deepEqual(await server.next(), { jsonrpc: '2.0', id: 'é\u2028"', result: {} })
  const memory = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))[1])
  assert.ok(memory < 600_000, `${memory} kB`)
  server.child.stdin.end()
  assert.equal(await server.ended, 0)
})

test('stops a cancelled scan and does not answer it', async t => {
  const { root } = folder(t)
  // Long enough to be still read when the cancellation comes.
  const clause = readFileSync(join(source, 'corpus/contracts/en/helmcrest-master-cloud-agreement.md'), 'utf8')
  writeFileSync(join(root, 'long.md'), clause.repeat(Math.ceil((24 << 20) / clause.length)))
  const server = raw(t, root)
  server.send(hello('2025-06-18'))
  await server.next()
  server.send({ jsonrpc: '2.0', id: 'slow', method: 'tools/call', params: { name: 'scan_contract', arguments: { path: 'long.md' }, _meta: { progressToken: 'p1' } } })
  let message = await server.next()
  assert.equal(message.method, 'notifications/progress')
  assert.equal(message.params.progressToken, 'p1')
  assert.ok(message.params.progress > 0 && message.params.progress < 1)
  server.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'slow' } })
  server.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'unknown' } })
  server.send({ jsonrpc: '2.0', id: 'after', method: 'tools/call', params: { name: 'scan_contract', arguments: { path: 'offer.docx', limit: 1 } } })
  const begun = Date.now()
  do message = await server.next()
  while (message.method === 'notifications/progress')
  assert.equal(message.id, 'after')
  server.child.stdin.end()
  assert.equal(await server.ended, 0)
  assert.ok(Date.now() - begun < 60_000)
})

test('ends on SIGTERM, and answers what was asked before its input ended', async t => {
  const { root } = folder(t)
  const idle = raw(t, root)
  idle.send(hello('2025-06-18'))
  await idle.next()
  idle.child.kill('SIGTERM')
  assert.equal(await idle.ended, 143)
  const asked = raw(t, root)
  asked.send(hello('2025-06-18'))
  asked.send({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'scan_contract', arguments: { path: 'offer.docx', limit: 1 } } })
  asked.child.stdin.end()
  assert.equal((await asked.next()).id, 0)
  assert.equal((await asked.next()).id, 1)
  assert.equal(await asked.ended, 0)
})

test('does not start on a folder that is not there', async () => {
  const ran = await caveat(['mcp', '--root', '/nonexistent'])
  assert.equal(ran.code, 2)
  assert.match(ran.stderr, /--root/)
  assert.equal(ran.stdout, '')
})
