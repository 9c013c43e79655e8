// What the tests of this folder share: the program, a scratch folder, Chromium.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'

export const source = process.env.CAVEAT_SOURCE_DIR ?? new URL('../..', import.meta.url).pathname
export const program = process.env.CAVEAT_PROGRAM ?? join(source, 'build/release/bin/caveat')

// {code, stdout, stderr}; stdout is a Buffer where encoding is 'buffer'.
export async function caveat(args, options = {}) {
  try {
    const ran = await promisify(execFile)(program, args, { maxBuffer: 1 << 28, ...options })
    return { code: 0, ...ran }
  } catch (error) {
    if (typeof error.code !== 'number') throw error
    return { code: error.code, stdout: error.stdout, stderr: error.stderr }
  }
}

// A folder that is gone when the test is over. `test`: the context that node:test hands in.
export function scratch(test) {
  const folder = mkdtempSync(join(tmpdir(), 'caveat-node-'))
  test.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

// Debian's Chromium. A browser of its own would be a download.
export async function browser(test) {
  const started = await chromium.launch({
    executablePath: process.env.CAVEAT_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  })
  test.after(() => started.close())
  return started
}
