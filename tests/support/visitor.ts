/** A browser without script: it keeps cookies, posts forms, and does not follow redirects. */
export interface Answer {
  status: number
  /** Without the origin. */
  location: string
  body: string
  headers: Headers
}

export class Visitor {
  readonly cookies = new Map<string, string>()
  agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
  /** @param url without a trailing slash */
  constructor(
    readonly url: string,
    cookie = '',
  ) {
    for (const pair of cookie.split('; ').filter(Boolean))
      this.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
  }

  get(path: string): Promise<Answer> {
    return this.ask(path, {})
  }
  post(path: string, form: Record<string, string | string[]> | FormData = {}): Promise<Answer> {
    const body =
      form instanceof FormData
        ? form
        : new URLSearchParams(Object.entries(form).flatMap(([name, value]) => [value].flat().map((v) => [name, v])))
    return this.ask(path, { method: 'POST', body })
  }
  postJson(path: string, body: unknown): Promise<Answer> {
    return this.ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  }

  private async ask(path: string, init: { method?: string; body?: BodyInit; headers?: Record<string, string> }): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(path.startsWith('/') ? this.url + path : path, {
      ...init,
      redirect: 'manual',
      headers: {
        ...(cookie && { cookie }),
        ...(init.method && { origin: this.url }),
        'user-agent': this.agent,
        ...init.headers,
      },
    })
    for (const set of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = set.split('; ')
      const at = pair.indexOf('=')
      const over = attributes.some((a) => /^max-age=0$/i.test(a) || (/^expires=/i.test(a) && Date.parse(a.slice(8)) < Date.now()))
      if (over) this.cookies.delete(pair.slice(0, at))
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return {
      status: response.status,
      location: (response.headers.get('location') ?? '').replace(this.url, ''),
      body: await response.text(),
      headers: response.headers,
    }
  }
}
