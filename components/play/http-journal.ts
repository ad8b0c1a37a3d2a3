import type { Appended, JournalPort } from '@/scenarios/engine/play/journal'

/** The journal on our server: one address that takes appends. */
export const httpJournal = (url: string): JournalPort => ({
  async append(seq, events): Promise<Appended> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ seq, events }),
      // The request outlives the page, so that leaving at once loses nothing.
      keepalive: true,
    })
    if (response.ok) return { ok: true, length: seq + events.length }
    if (response.status === 409) return { ok: false, reason: 'conflict' }
    if (response.status === 429 || response.status >= 500) return { ok: false, reason: 'unreachable' }
    return { ok: false, reason: 'gone' }
  },
})
