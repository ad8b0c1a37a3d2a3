import type { AppendResult, Delivery, PlayerStart } from '@/scenarios/engine/play/delivery'

export function httpDelivery(opened: PlayerStart): Delivery {
  const { links } = opened
  return {
    open: () => opened,
    async append(seq, events): Promise<AppendResult> {
      const response = await fetch(links.action, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ seq, events }),
        // The request outlives the page, so leaving at once loses nothing.
        keepalive: true,
      })
      if (response.ok) return { ok: true, length: seq + events.length }
      if (response.status === 409) return { ok: false, reason: 'conflict' }
      if (response.status === 429 || response.status >= 500) return { ok: false, reason: 'unreachable' }
      return { ok: false, reason: 'gone' }
    },
    finish: () => location.assign(links.finish),
    leave: (because) => (because ? location.replace(`${location.pathname}?note=elsewhere`) : location.assign(links.leave)),
  }
}
