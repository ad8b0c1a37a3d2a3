import 'server-only'
import { z } from 'zod'
import type { Person } from '../accounts/people'
import { ADDRESS_HEADER } from '../http/headers'
import type { Role } from '../platform/role'
import { permittedToFinish, permittedToWrite } from './current-person'
import { refused } from './responses'

/** The dynamic parts of a route, named in brackets. */
type Params<Route extends string> = Route extends `${string}[${infer Name}]${infer Rest}`
  ? { [Part in Name]: string } & Params<Rest>
  : object

export interface Options {
  /** Roles that may post. If unset, everybody may, signed in or not. */
  roles?: readonly Role[]
  /** With the role of learners: whether people who must have a second factor and have none yet may post, too. */
  lacking?: true
  /** The schema of the form. If this and the next three are unset, the body is not read. */
  schema?: z.ZodType
  /** Text fields. A missing one is empty; line ends become `\n`. */
  texts?: readonly string[]
  /** Fields that may occur several times. */
  lists?: readonly string[]
  files?: readonly string[]
  /** Who signs in, as far as their browser and what they typed tell, so that strangers on their network do not keep them waiting. */
  browser?: (fields: Readonly<Record<string, string>>) => Promise<string | null>
}
interface HandlerInput<Route extends string> {
  request: Request
  locale: string
  params: Params<Route>
  address: string
  /** What was typed, for a page that shows it again; the last value of a repeated field. */
  fields: Readonly<Record<string, string>>
}
type If<Asked, Option extends keyof Options, Given> = Asked extends Required<Pick<Options, Option>> ? Given : object
type Names<Asked, Option extends 'texts' | 'lists' | 'files'> =
  Asked extends Record<Option, readonly (infer Name extends string)[]> ? Name : never
type Form<Asked> = Asked extends { schema: infer Schema extends z.ZodType } ? z.ZodSafeParseResult<z.output<Schema>> : never

export type Post<Route extends string, Asked extends Options> = HandlerInput<Route> &
  If<Asked, 'roles', { person: Person }> &
  If<Asked, 'schema', { form: Form<Asked> }> &
  If<Asked, 'texts', { text: Record<Names<Asked, 'texts'>, string> }> &
  If<Asked, 'lists', { list: Record<Names<Asked, 'lists'>, string[]> }> &
  If<Asked, 'files', { file: Record<Names<Asked, 'files'>, File | undefined> }>

/** The only way to write from a page. @param _route its own path, for the types of its params; a test compares it with the file's place */
export const formHandler =
  <const Route extends `/[locale]/${string}`, const Asked extends Options>(
    _route: Route,
    options: Asked,
    handle: (post: Post<Route, Asked>) => Promise<Response>,
  ) =>
  async (request: Request, context: { params: Promise<Params<Route>> }): Promise<Response> => {
    let reading: ReturnType<typeof readForm> | undefined
    const form = () => (reading ??= readForm(request, options))
    const no = await refused(request, options.browser && (async () => options.browser!((await form()).fields)))
    if (no) return no
    const params = await context.params
    const { locale } = params as { locale: string }
    const allowed = options.roles && (await (options.lacking ? permittedToFinish(locale) : permittedToWrite(locale, ...options.roles)))
    if (allowed?.no) return allowed.no
    const address = request.headers.get(ADDRESS_HEADER) ?? 'unknown'
    return handle({ request, locale, params, address, person: allowed?.person, ...(await form()) } as unknown as Post<Route, Asked>)
  }

async function readForm(request: Request, { schema, texts, lists, files }: Options) {
  const sent = schema || texts || lists || files ? await formOf(request) : new FormData()
  const of = (names: readonly string[] | undefined, field: z.ZodType) =>
    names && Object.fromEntries(names.map((name) => [name, field.parse(sent.getAll(name))]))
  return {
    fields: Object.fromEntries([...sent].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))),
    form: schema?.safeParse(Object.fromEntries(sent)),
    text: of(texts, TextField),
    list: of(lists, ListField),
    file: of(files, FileField),
  }
}

export const formOf = (request: Request): Promise<FormData> => request.formData().catch(() => new FormData())

const ListField = z.array(z.unknown()).transform((values) => values.filter((value) => typeof value === 'string'))
const TextField = ListField.transform((texts) => (texts.at(-1) ?? '').replace(/\r\n?/g, '\n'))
const FileField = z.array(z.unknown()).transform((values) => values.find((value) => value instanceof File && value.size > 0))
