'use client'

/**
 * If a browser keeps no cookie in a frame, a frame of the platform keeps a value for us ("LTI Client Side postMessages", "LTI postMessage
 * Storage", both version 0.1).
 */
export interface Storage {
  /** The name of the platform's frame; `_parent` for the page around us. */
  target: string
  /** The origin of the platform's login. We send to no other origin, and ignore messages from any other. */
  origin: string
}

const PATIENCE = 3_000

export const put = async (storage: Storage, key: string, value: string): Promise<boolean> =>
  (await exchange(storage, 'lti.put_data', { key, value })) !== null

export async function get(storage: Storage, key: string): Promise<string | null> {
  const value = (await exchange(storage, 'lti.get_data', { key }))?.value
  return typeof value === 'string' ? value : null
}

interface PlatformMessage {
  subject?: unknown
  message_id?: unknown
  error?: unknown
  value?: unknown
}

function exchange({ target, origin }: Storage, subject: string, body: object): Promise<PlatformMessage | null> {
  const around = window.opener ? (window.opener as Window) : window.parent
  const frame = target === '_parent' ? around : frameOf(around, target)
  // A separate window has no platform around it.
  if (!frame || frame === window) return Promise.resolve(null)
  const message_id = crypto.randomUUID()
  return new Promise((resolve) => {
    const end = (said: PlatformMessage | null) => {
      removeEventListener('message', hear)
      resolve(said)
    }
    const hear = ({ origin: from, data }: MessageEvent<PlatformMessage | null>) => {
      if (from !== origin || data?.message_id !== message_id || data.subject !== `${subject}.response`) return
      end(data.error ? null : data)
    }
    addEventListener('message', hear)
    setTimeout(() => end(null), PATIENCE)
    frame.postMessage({ subject, message_id, ...body }, origin)
  })
}

function frameOf(around: Window, name: string): Window | null {
  try {
    return (around.frames as unknown as Record<string, Window | undefined>)[name] ?? null
  } catch {
    return null
  }
}
