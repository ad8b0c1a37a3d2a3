import { readFileSync, writeFileSync, existsSync } from 'node:fs'
import { precompiled } from '../library/compiled-file'
import { survey } from '../library/files'
import { read } from '../library/reading'
const [mode, dir] = process.argv.slice(2)
const out = `/tmp/compiled-${dir!.replace(/\W/g, '_')}.json`
const t0 = performance.now()
const { engine } = await precompiled()
const t1 = performance.now()
const file = mode === 'file' ? JSON.parse(readFileSync(out, 'utf8')) : {}
const t2 = performance.now()
const s = await survey([dir!])
const t3 = performance.now()
const r = await read(s, null, { engine, of: async (d) => file[d] })
const t4 = performance.now()
if (mode === 'compile') writeFileSync(out, JSON.stringify(Object.fromEntries(r.outcomes.filter(o => o.pattern).map(o => [o.digest, o.pattern]))))
console.log(mode, dir, 'patterns', r.outcomes.filter(o => o.pattern).length, 'of', r.outcomes.length, 'ms: engine+own file', (t1-t0).toFixed(0), 'parse', (t2-t1).toFixed(0), 'survey', (t3-t2).toFixed(0), 'read', (t4-t3).toFixed(0), 'total', (t4-t0).toFixed(0))
for (const o of r.outcomes.filter(o => !o.pattern)) console.log(o.id, o.findings.slice(0,2))
