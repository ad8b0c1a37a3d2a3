import 'server-only'
import { readFileSync } from 'node:fs'
import { type Cited, type Source, readEvidence } from '@/scenarios/library/evidence'

let held: Cited | undefined
const evidence = (): Cited => (held ??= readEvidence((name) => readFileSync(`scenarios/evidence/${name}`, 'utf8')))

export const indicators = () => ({ ...evidence().signs, ...evidence().decoys })
export const sourceOf = (id: string): Source | undefined => evidence().sources.get(id)
