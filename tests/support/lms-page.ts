import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { Standard } from './strict-lms'

const LIBRARY = createRequire(import.meta.url)
/** scorm-again's name for its model, the name that the standard looks for, and the functions that write and that commit. */
const NAMES = {
  scorm12: { model: 'Scorm12API', place: 'API', set: 'LMSSetValue', keeping: ['LMSCommit', 'LMSFinish'] },
  scorm2004: { model: 'Scorm2004API', place: 'API_1484_11', set: 'SetValue', keeping: ['Commit', 'Terminate'] },
} as const

/** `lms.html` plays the package in a frame, or in a window that a button of its frame opens. */
export function lmsPages(standard: Standard, how: 'frame' | 'window'): Record<string, string> {
  const { model, place, set, keeping } = NAMES[standard]
  return {
    'scorm-again.js': readFileSync(LIBRARY.resolve(`scorm-again/${standard}/min`), 'utf8'),
    'inside.html': `<!doctype html><title>A course</title><button onclick="window.open('package/index.html')">Open</button>`,
    'lms.html': `<!doctype html><title>An LMS</title>
<style>iframe { width: 1200px; height: 800px }</style>
<script src="scorm-again.js"></script>
<script>
const stored = JSON.parse(localStorage.getItem('lms') ?? '{}')
const model = new ${model}({ autocommit: false, logLevel: 5 })
model.loadFromFlattenedJSON(Object.fromEntries(Object.entries(stored).filter(([element]) => !/exit$|session_time$/.test(element))))
const written = {}
const writes = model.${set}
model.${set} = (element, value) => {
  const answer = writes.call(model, element, value)
  if (answer === 'true') written[element] = value
  else console.error('refused: ' + element)
  return answer
}
for (const name of ${JSON.stringify(keeping)}) {
  const keeps = model[name]
  model[name] = (...args) => {
    localStorage.setItem('lms', JSON.stringify(Object.assign(stored, written)))
    return keeps.apply(model, args)
  }
}
window.${place} = model
</script>
<iframe src="${how === 'frame' ? 'package/index.html' : 'inside.html'}"></iframe>`,
  }
}

export const storedIn = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(() => JSON.parse(localStorage.getItem('lms') ?? '{}') as Record<string, string>)
