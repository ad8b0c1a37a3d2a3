/** Part of the build, so that a start compiles nothing. Leaves out scenarios that do not pass; the start reports those. */
import { resolve } from 'node:path'
import { findingInWords } from '@/scenarios/authoring/inspect/check-library'
import { precompiled, writeCompiled } from '../library/compiled-file'
import { survey } from '../library/files'
import { read } from '../library/read-scenario'

const { engine, of } = await precompiled()
const { outcomes, findings } = await read(await survey([resolve('scenarios/library')]), null, { engine, of: async (digest) => of(digest) })
for (const finding of [...findings, ...outcomes.flatMap((outcome) => outcome.findings)]) console.error(findingInWords(finding))
await writeCompiled(engine, new Map(outcomes.flatMap(({ digest, scenario }) => (scenario ? [[digest, scenario] as const] : []))))
