import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { migrate, openStore } from '../database'

const root = mkdtempSync(join(tmpdir(), 'second-look-commands-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function run(command: 'backup' | 'restore', words: string[], env: Record<string, string>) {
  const { PATH, HOME } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/commands/command.js', command, ...words], {
    encoding: 'utf8',
    env: { PATH, HOME, NODE_ENV: 'production', ...env } as unknown as NodeJS.ProcessEnv,
  })
  expect(stderr).not.toMatch(/^\s+at /m)
  return { status, said: stdout + stderr }
}
const learners = async (directory: string) => {
  const store = openStore({ directory })
  const rows = await store.db.selectFrom('learner').select('id').execute()
  const acts = await store.db.selectFrom('audit').select(['actor', 'action']).execute()
  await store.db.destroy()
  return { ids: rows.map((r) => r.id), acts }
}

test('a backup is made and restored, and each command prints what to do next', async () => {
  const [DATA_DIR, other] = [join(root, 'one'), join(root, 'two')]
  const store = openStore({ directory: DATA_DIR })
  await migrate(store)
  await store.db.insertInto('learner').values({ id: 'here', user_id: null, created_at: 0 }).execute()
  await store.db.destroy()

  const made = run('backup', [], { DATA_DIR })
  expect(made).toMatchObject({ status: 0, said: expect.stringMatching(/\.jsonl\.gz\n1 rows\. Keep it/) })
  const file = join(DATA_DIR, 'backups', readdirSync(join(DATA_DIR, 'backups')).find((name) => name.endsWith('.gz'))!)
  expect((await learners(DATA_DIR)).acts).toEqual([{ actor: 'console', action: 'backup.made' }])

  expect(run('restore', [file], { DATA_DIR })).toMatchObject({ status: 1, said: expect.stringContaining('add --replace') })
  expect(run('restore', [file], { DATA_DIR: other })).toMatchObject({
    status: 0,
    said: expect.stringMatching(/^Restored 1 rows of .*\nEveryone has to sign in again\. Now start Second Look\.\n$/),
  })
  expect(await learners(other)).toEqual({ ids: ['here'], acts: [{ actor: 'console', action: 'backup.restored' }] })
})

test('drafts are kept beside the backup, and restored where there is none', async () => {
  const [DATA_DIR, other] = [join(root, 'three'), join(root, 'four')]
  const draft = (directory: string, id: string) => join(directory, 'drafts', id, 'scenario.yaml')
  const write = (directory: string, id: string, text: string) => {
    mkdirSync(join(directory, 'drafts', id), { recursive: true })
    writeFileSync(draft(directory, id), text)
  }
  const store = openStore({ directory: DATA_DIR })
  await migrate(store)
  await store.db.destroy()
  write(DATA_DIR, 'one', 'title: “Žemaitė”  # as typed\n')
  write(DATA_DIR, 'two', 'old')
  expect(run('backup', [], { DATA_DIR })).toMatchObject({ status: 0, said: expect.stringContaining('and 2 drafts in a file beside it') })
  const [file, kept] = ['.jsonl.gz', '.drafts.json.gz'].map((end) =>
    join(DATA_DIR, 'backups', readdirSync(join(DATA_DIR, 'backups')).find((name) => name.endsWith(end))!),
  ) as [string, string]
  expect(statSync(kept).mode & 0o777).toBe(0o600)
  write(other, 'two', 'newer')
  expect(run('restore', [file], { DATA_DIR: other })).toMatchObject({ status: 0, said: expect.stringContaining('Restored 1 of 2 drafts.') })
  expect(readFileSync(draft(other, 'one'), 'utf8')).toBe('title: “Žemaitė”  # as typed\n')
  expect(readFileSync(draft(other, 'two'), 'utf8')).toBe('newer')
  writeFileSync(kept, 'no gzip')
  const refused = run('restore', [file, '--replace'], { DATA_DIR: other })
  expect(refused).toMatchObject({ status: 1, said: expect.stringContaining('drafts.json.gz is damaged') })
})

test.each([
  ['backup', ['a', 'b'], {}, 2, /Name one directory/],
  ['backup', [], {}, 1, /nothing to back up in .*DATA_DIR or DATABASE_URL/],
  ['backup', [], { PORT: 'abc' }, 1, /Correct these settings[\s\S]*PORT/],
  [
    'backup',
    [],
    { DATABASE_URL: 'postgres://app:hidden@127.0.0.1:1/app' },
    1,
    /does not let us in \(DATABASE_URL\): .*ECONNREFUSED.*run the command again/,
  ],
  ['restore', [], {}, 2, /Name one file/],
  ['restore', ['--force', 'x'], {}, 2, /no option --force/],
  ['restore', [join(root, 'nowhere.gz')], {}, 1, /There is no file/],
  ['restore', [join(root, 'text')], {}, 1, /is not a backup of Second Look\. Name a file/],
] as const)('%s %j with %j ends with %i and explains why', (command, words, env, code, said) => {
  writeFileSync(join(root, 'text'), 'no backup')
  const ended = run(command, [...words], { DATA_DIR: join(root, 'empty'), ...env })
  expect(ended.said).toMatch(said)
  expect(ended.said).not.toContain('hidden')
  expect(ended.status).toBe(code)
})
