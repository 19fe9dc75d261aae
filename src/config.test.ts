import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadConfig, readConfig } from './config.ts'
import { StartupProblem } from './platform/startup-problem.ts'

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64')
const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://dichvucong.example.vn/',
  SEAL_KEYS: `2026:${key(1)};2025:${key(2)}`,
  BLIND_INDEX_KEY: key(3),
  SESSION_KEY: key(4),
  SMTP_URL: 'smtps://mail.example.vn',
  MAIL_FROM: 'Một Cửa <mot-cua@example.vn>',
  SMS_GATEWAY_URL: 'https://sms.example.vn',
  DEPLOYMENT_NAME: 'Phường Thủ Dầu Một',
}

function problemOf(environment: Record<string, string>): StartupProblem {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof StartupProblem) return error
    throw error
  }
  throw new Error('The configuration was accepted.')
}

describe('readConfig', () => {
  it('runs a demo when nothing is set', () => {
    const settings = readConfig({})
    expect(settings).toMatchObject({
      nodeEnv: 'development',
      demo: true,
      port: 3000,
      publicUrl: 'http://localhost:3000',
      secure: false,
      databaseUrl: null,
      role: 'both',
      secrets: null,
    })
    expect(settings.warnings.map((warning) => warning.name)).toEqual(['PUBLIC_URL'])
  })

  it('accepts a complete production', () => {
    const settings = readConfig(PRODUCTION)
    expect(settings).toMatchObject({ demo: false, secure: true, publicUrl: 'https://dichvucong.example.vn', warnings: [] })
    expect(settings.secrets?.sealKeys.map((entry) => entry.id)).toEqual(['2026', '2025'])
  })

  it('lists everything that production lacks at once', () => {
    const { code, vi, en } = problemOf({ NODE_ENV: 'production' })
    expect(code).toBe('configuration')
    for (const name of Object.keys(PRODUCTION).filter((setting) => setting !== 'NODE_ENV')) {
      expect(vi).toContain(name)
      expect(en).toContain(name)
    }
  })

  it.each([
    ['a port that is no number', { PORT: 'abc' }, 'PORT'],
    ['a port out of range', { PORT: '70000' }, 'PORT'],
    ['an unknown role', { ROLE: 'boss' }, 'ROLE'],
    ['another kind of database', { DATABASE_URL: 'mysql://db' }, 'DATABASE_URL'],
    ['an address that is none', { PUBLIC_URL: 'dichvucong' }, 'PUBLIC_URL'],
    ['plain http in production', { ...PRODUCTION, PUBLIC_URL: 'http://dichvucong.example.vn' }, 'PUBLIC_URL'],
    ['the demo in production', { ...PRODUCTION, DEMO: '1' }, 'DEMO'],
    ['a short key', { ...PRODUCTION, SESSION_KEY: 'YWJj' }, 'SESSION_KEY'],
    ['one of three secrets', { SESSION_KEY: key(4) }, 'SEAL_KEYS'],
    ['a key ring without ids', { ...PRODUCTION, SEAL_KEYS: key(1) }, 'SEAL_KEYS'],
    ['two keys of one id', { ...PRODUCTION, SEAL_KEYS: `a:${key(1)};a:${key(2)}` }, 'SEAL_KEYS'],
    ['one key for two uses', { ...PRODUCTION, BLIND_INDEX_KEY: key(1) }, 'SEAL_KEYS'],
  ])('refuses %s and names the setting', (_title, environment, name) => {
    expect(problemOf(environment).message).toContain(name)
  })

  it('never repeats a secret in its message', () => {
    const secret = key(5).slice(0, 30)
    expect(problemOf({ ...PRODUCTION, SESSION_KEY: secret }).message).not.toContain(secret)
  })
})

describe('loadConfig', () => {
  let dataDir: string
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'mot-cua-config-'))
  })
  afterEach(() => rmSync(dataDir, { recursive: true }))

  it('makes secrets once and keeps them for their owner only', () => {
    const first = loadConfig({ DATA_DIR: dataDir })
    const second = loadConfig({ DATA_DIR: dataDir })
    expect(second.secrets).toEqual(first.secrets)
    expect(statSync(join(dataDir, 'keys.json')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(first.root, 'package.json'), 'utf8')).toContain('"mot-cua"')
  })

  it('does not make new keys over a damaged key file', () => {
    writeFileSync(join(dataDir, 'keys.json'), '{')
    expect(() => loadConfig({ DATA_DIR: dataDir })).toThrow(StartupProblem)
    expect(readFileSync(join(dataDir, 'keys.json'), 'utf8')).toBe('{')
  })
})
