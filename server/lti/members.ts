import 'server-only'
import { z } from 'zod'
import { inFives } from '../enrolment/cohorts'
import { database } from '../database'
import { type HttpClient, askOutside } from '../platform/outgoing'
import { serviceClient } from './access-tokens'
import { askPlatform } from './ask-platform'
import { MEMBERS_SCOPE } from './claims'
import { opensAmong } from './links'
import type { Platform } from './platforms'

/** Names and Role Provisioning Services 2.0. We only count the list, and do not read names and addresses. */
export interface LinkCount {
  link: string
  /** As stored: `scenario P01`, `course ID`. */
  target: string
  /** How many have opened it, rounded down to fives, so that a single person does not show. */
  begun: number
  members: string | null
}

export async function linksOf(platform: string, among: ReadonlySet<string> | null): Promise<LinkCount[]> {
  const rows = await database()
    .selectFrom('lti_link')
    .select((e) => ['link', 'target', e.fn.countAll<number | string>().as('n'), e.fn.max('members').as('members')])
    .where('platform_id', '=', platform)
    .where(opensAmong(among))
    .groupBy(['link', 'target'])
    .orderBy('target')
    .orderBy('link')
    .limit(200)
    .execute()
  return rows.map(({ link, target, n, members }) => ({ link, target, begun: inFives(Number(n)), members }))
}

const PageSchema = z.object({ members: z.array(z.object({ status: z.string().optional() })) })
/** Enough for a course of ten thousand, with two hundred a page. */
const MOST_PAGES = 50
/** Short, because somebody waits for the page. */
const PATIENCE = 20_000

/** The address of the next page, as RFC 8288 writes it. */
export const nextPage = (link: string): string | null =>
  [...link.matchAll(/<([^<>]+)>([^<>]*)/g)].find(([, , how]) => /^\s*;.*\brel="?next/i.test(how!))?.[1] ?? null

/** How many people a platform lists at a link. @returns null if it does not say, or if we could not read to the end */
export async function countMembers(platform: Platform, address: string, ask: HttpClient = askOutside): Promise<number | null> {
  try {
    const service = await serviceClient(platform, MEMBERS_SCOPE, ask)
    let count = 0
    let next: string | null = address
    const until = Date.now() + PATIENCE
    for (let page = 0; next !== null && page < MOST_PAGES && Date.now() < until; page++) {
      const { said, link } = await askPlatform(service, next, PageSchema, {
        headers: { accept: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json' },
      })
      count += said.members.filter(({ status }) => status === undefined || status === 'Active').length
      next = nextPage(link)
    }
    return next === null ? count : null
  } catch {
    return null
  }
}
