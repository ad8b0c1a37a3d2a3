import type { ArtefactOf } from '@/scenarios/engine/play/play'

export type Paper = ArtefactOf<'document'>
export type Clause = Paper['clauses'][number]
