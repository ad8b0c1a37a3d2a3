import { randomBytes } from 'node:crypto'
import { command, databaseIn } from '../../support/postgres'

export async function freshDatabase(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `second_look_bench_${randomBytes(6).toString('hex')}`
  await command(server, `create database ${name}`)
  return { url: databaseIn(server, name), drop: () => command(server, `drop database ${name} with (force)`) }
}
