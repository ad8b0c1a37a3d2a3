import { syntheticScenario, syntheticPool, syntheticEvidence } from '/work/main/tests/support/synthetic-scenario.ts'
import { inspectScenario } from '/work/main/scenarios/engine/inspect/index.ts'
const source = { file: 'x', locate: () => ({ line: 1, column: 1 }) }
const s = syntheticScenario({ scenes: Number(process.argv[2]) })
for (let i=0;i<3;i++){ const u = process.cpuUsage(), t=performance.now()
inspectScenario(s, syntheticPool, syntheticEvidence, source)
const d = process.cpuUsage(u); console.log(((d.user + d.system) / 1000)|0, (performance.now()-t)|0)}
