import { syntheticScenario, syntheticPool, syntheticEvidence } from '/work/main/tests/support/synthetic-scenario.ts'
import { inspectScenario } from '/work/main/scenarios/engine/inspect/index.ts'
import { subjectOf } from '/work/main/scenarios/engine/inspect/subject.ts'
import { idsOf, compile } from '/work/main/scenarios/engine/compile.ts'
import { explore } from '/work/main/scenarios/engine/graph.ts'
const source = { file: 'x', locate: () => ({ line: 1, column: 1 }) }
for (const n of [7, 100, 1000, 10000]) {
  const s = syntheticScenario({ scenes: n })
  const u = process.cpuUsage()
  const f = inspectScenario(s, syntheticPool, syntheticEvidence, source)
  const d = process.cpuUsage(u)
  console.log(n, Math.round((d.user + d.system) / 1000), 'ms', f.map(x => x.rule + ' ' + x.message).slice(0, 12))
  if (n==1000) { let t=performance.now(); const c=compile(s,syntheticPool); console.log('compile',performance.now()-t); t=performance.now(); const e=explore(c.play); console.log('explore',performance.now()-t, e.ok&&e.graph.nodes.size);t=performance.now(); subjectOf(s,idsOf(s),syntheticPool,syntheticEvidence); console.log('subject',performance.now()-t)}
}
const s = syntheticScenario({ scenes: 60, liveFacts: 40 })
const t = performance.now()
console.log(inspectScenario(s, syntheticPool, syntheticEvidence, source).map(x => x.rule + ' ' + x.message), performance.now() - t, process.memoryUsage().rss / 1e6)
