import { describe, expect, onTestFinished, test } from 'vitest'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LmsUnreachable } from '../../runtime'
import { SESSION, fetchToken, launchDataOf, launchOf } from './launch'

const actor = JSON.stringify({ account: { homePage: 'https://lms.example/', name: 'l 1+2' } })
const given = {
  endpoint: 'https://lms.example/lrs',
  fetch: 'https://lms.example/f?x=1&y=2',
  registration: 'r1',
  activityId: 'urn:a',
  actor,
}
const search = (more: Record<string, string | undefined> = {}): string =>
  `?${new URLSearchParams(Object.entries({ ...given, ...more }).filter((e): e is [string, string] => e[1] !== undefined))}`

describe('a launch address', () => {
  test('is read in any order, and keeps the actor as it was written', () => {
    const backwards = `?${new URLSearchParams(Object.entries(given).reverse())}`
    expect(launchOf(backwards)).toEqual({ ...given, agent: actor, actor: JSON.parse(actor) })
  })
  test.each([
    ...Object.keys(given).map((name) => [`has no ${name}`, { [name]: undefined }] as const),
    ['has an endpoint that is no address', { endpoint: 'lrs' }],
    ['has a fetch that is script', { fetch: 'javascript:alert(1)' }],
    ['has an actor that is no JSON', { actor: 'me' }],
    ['has an actor without an account', { actor: '{"mbox":"mailto:a@b.example"}' }],
  ] as [string, Record<string, string | undefined>][])('is none if it %s', (_, more) => {
    expect(() => launchOf(search(more))).toThrow(LmsUnreachable)
  })
})

describe('launch data', () => {
  const data = { contextTemplate: { extensions: { [SESSION]: 's1' } }, launchMode: 'Normal', moveOn: 'Passed' }
  const read = (more: object = {}) => launchDataOf(JSON.stringify({ ...data, ...more }))

  test('has what the LMS set, and nothing that it did not set', () => {
    expect(read()).toEqual({ contextTemplate: data.contextTemplate, session: 's1', mode: 'normal', mastery: null, returns: null })
    expect(read({ masteryScore: 0.75, launchMode: 'Review', returnURL: 'https://lms.example/back?x' })).toMatchObject({
      ...{ mastery: 0.75, mode: 'review', returns: 'https://lms.example/back?x' },
    })
  })
  test('accepts a mastery of 0, but none above 1', () => {
    expect([0, '0.5', 70, 'much', null, ''].map((masteryScore) => read({ masteryScore }).mastery)).toEqual([0, 0.5, null, null, null, null])
  })
  test('returns only to web addresses', () => expect(read({ returnURL: 'javascript:alert(1)' }).returns).toBeNull())
  test.each([
    ['says no mode', { launchMode: undefined }],
    ['says an unknown mode', { launchMode: 'normal' }],
    ['has no template', { contextTemplate: null }],
    ['names no session', { contextTemplate: {} }],
  ])('is none if it %s', (_, more) => expect(() => read(more)).toThrow(LmsUnreachable))
  test('is none if it is no JSON', () => expect(() => launchDataOf('<html>')).toThrow(LmsUnreachable))
})

describe('a token', () => {
  async function answering(status: number, body: string): Promise<string> {
    const server = createServer((request, response) => response.writeHead(request.method === 'POST' ? status : 405).end(body))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    onTestFinished(() => void server.close())
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  }
  test('is what the LMS answers to a post', async () => expect(await fetchToken(await answering(200, '{"auth-token":"abc"}'))).toBe('abc'))
  test.each([
    ['it was fetched before', 200, '{"error-code":"1","error-text":"already in use"}'],
    ['the LMS has an error', 500, '{"auth-token":"abc"}'],
    ['the answer is a page', 200, '<html>'],
    ['it is empty', 200, '{"auth-token":""}'],
  ])('is none if %s', async (_, status, body) => {
    await expect(fetchToken(await answering(status, body))).rejects.toThrow(LmsUnreachable)
  })
  test('is none where nobody answers', async () => await expect(fetchToken('http://127.0.0.1:1/')).rejects.toThrow(LmsUnreachable))
})
