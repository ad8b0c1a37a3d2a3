import 'server-only'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Database } from '../../database'
import type { Table } from './shape'

/** It has erasures newer than a backup in the same directory, even if the database itself is lost. */
const EntrySchema = z.strictObject({ /** SHA-256 of the id. */ id: z.string().min(1), at: z.number() })
export type Erasure = z.infer<typeof EntrySchema>

const fileIn = (directory: string): string => join(directory, 'erasures.jsonl')

/** @throws if a line cannot be read, because going on without it could bring somebody back */
export function readLedger(directory: string): Erasure[] {
  let text: string
  try {
    text = readFileSync(fileIn(directory), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, i) => {
      try {
        return EntrySchema.parse(JSON.parse(line))
      } catch {
        throw new Error(
          `Line ${i + 1} of ${fileIn(directory)} cannot be read. It lists who was erased: repair or remove that line, and run the command again.`,
        )
      }
    })
}

export function addToLedger(directory: string, erasures: readonly Erasure[]): void {
  const all = new Map([...readLedger(directory), ...erasures].map((entry) => [entry.id, entry]))
  if (all.size === 0) return
  const half = `${fileIn(directory)}.${process.pid}`
  writeFileSync(half, [...all.values()].map((entry) => `${JSON.stringify({ id: entry.id, at: entry.at })}\n`).join(''), {
    mode: 0o600,
    flush: true,
  })
  renameSync(half, fileIn(directory))
}

export const ledgerOf = async (db: Database, tables: readonly Table[]): Promise<Erasure[]> =>
  tables.some((table) => table.name === 'erasure') ? db.selectFrom('erasure').select(['id', 'at']).execute() : []
