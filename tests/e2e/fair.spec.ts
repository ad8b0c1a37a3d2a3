import type { BrowserContext } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { axe, expect, test } from '../support/browser'
import { JUDGE, append, attemptAt, variantIn, tour } from '../support/play'

const known = variantIn('P02', 'hostile')
const t = en.fair

async function finished(context: BrowserContext): Promise<string> {
  const attempt = await attemptAt(context, known)
  await append(context, attempt, [...tour(known), JUDGE])
  return `${attempt}/debrief`
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', javaScriptEnabled ? {} : { tag: '@deep' }, () => {
    test.use({ javaScriptEnabled })
    test('whether it was fair is asked at the end of a debrief, and once', async ({ page, context }) => {
      await page.goto(await finished(context))
      const form = page.locator('#fair')
      const send = form.getByRole('button', { name: t.send })
      await expect(send).toBeHidden()
      await form.getByRole('radio', { name: t.verdicts.partly }).check()
      await expect(form.getByText(t.readBy)).toBeVisible()
      if (javaScriptEnabled) expect(await axe(page)).toEqual([])
      await form.getByRole('textbox').fill('The train was late.')
      await send.click()
      await expect(form.getByRole('heading')).toHaveText(t.thanks)
      await page.reload()
      await expect(form.getByRole('radio')).toHaveCount(0)
    })
  })
}

test('what was typed is still there after an error', { tag: '@deep' }, async ({ page, context }) => {
  const debrief = await finished(context)
  await page.goto(debrief)
  await page.locator('#fair form').evaluate((form: HTMLFormElement) => (form.noValidate = true))
  await page.locator('#fair').getByRole('radio', { name: t.verdicts.unfair }).check()
  const long = `${'Far too long. '.repeat(72)}The end.`
  await page.locator('#fair textarea').evaluate((area: HTMLTextAreaElement, text) => (area.value = text), long)
  await page.locator('#fair').getByRole('button', { name: t.send }).click()
  await expect(page.locator('#field-words-error')).toBeVisible()
  await expect(page.locator('#fair textarea')).toHaveValue(long)
  await expect(page.locator('#fair').getByRole('radio', { name: t.verdicts.unfair })).toBeChecked()
})

test('before the debrief nobody is asked, and nothing is taken', { tag: '@deep' }, async ({ page, context }) => {
  const attempt = await attemptAt(context, known)
  const answer = await context.request.post(`${attempt}/fair`, { form: { verdict: 'fair' }, maxRedirects: 0 })
  expect(answer.headers().location).toBe(attempt)
  await append(context, attempt, [...tour(known), JUDGE])
  await page.goto(`${attempt}/debrief`)
  await expect(page.locator('#fair').getByRole('radio')).toHaveCount(3)
})
