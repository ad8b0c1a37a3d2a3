import type { BrowserContext } from '@playwright/test'

type WindowWithRefusals = Window & { refused?: string[] }

export const listening = (context: BrowserContext): Promise<unknown> => context.addInitScript(rememberRefusals)

function rememberRefusals(): void {
  const refused: string[] = []
  ;(window as WindowWithRefusals).refused = refused
  for (const place of ['API', 'API_1484_11']) {
    let api: Record<string, (...args: string[]) => unknown> | undefined
    const listen = (name: string, does: (...args: string[]) => unknown) => {
      api![name] = (...args) => {
        const answer = does.apply(api, args)
        const error = String((api!.LMSGetLastError ?? api!.GetLastError)!.call(api))
        if (String(answer) === 'false' || !['0', '403'].includes(error)) refused.push(`${name} ${args.join(' ').slice(0, 100)}: ${error}`)
        return answer
      }
    }
    Object.defineProperty(window, place, {
      configurable: true,
      get: () => api,
      set(given: typeof api) {
        api = given
        for (const [name, does] of Object.entries(given ?? {}))
          if (typeof does === 'function' && /^(LMS)?(Initialize|Finish|Terminate|GetValue|SetValue|Commit)$/.test(name)) listen(name, does)
      },
    })
  }
}

export async function refusals(context: BrowserContext): Promise<string[]> {
  const windows = context.pages().flatMap((page) => page.frames())
  return (
    await Promise.all(windows.map((frame) => frame.evaluate(() => (window as WindowWithRefusals).refused ?? []).catch(() => [])))
  ).flat()
}
