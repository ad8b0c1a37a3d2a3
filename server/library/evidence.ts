import 'server-only'
import { basename } from 'node:path'
import type { Indicator } from '@/scenarios/engine/debrief/decision-view'
import type { Evidence as Citable } from '@/scenarios/engine/inspect'
import { type Source, readEvidence } from '@/scenarios/library/evidence'
import type { LibraryFile } from '@/scenarios/library/load'

export interface Evidence {
  indicators: Record<string, Indicator>
  sourceOf(id: string): Source | undefined
  /** The same evidence in the form that the authoring rules check against. */
  citable: Citable
}

/** @throws if a file is not valid */
export function evidenceFrom(files: LibraryFile[]): Evidence {
  const textOf = (name: string): string =>
    new TextDecoder().decode(files.find(({ path }) => basename(path) === name)?.bytes as Uint8Array | undefined)
  const { sources, signs, decoys } = readEvidence(textOf)
  return {
    indicators: { ...signs, ...decoys },
    sourceOf: (id) => sources.get(id),
    citable: { sources: new Set(sources.keys()), signs, decoys },
  }
}
