import { mapTexts } from '@/scenarios/engine/play/staging'
import { type ScenarioFixture, ending, lead, option, scene, segments, words } from './fixture'

export const WORDING_FIXTURES: ScenarioFixture[] = [
  {
    rule: 'notes-off-the-wall',
    spoil: (s) => {
      s.notes.before = 'Lay the log-in of both stories side by side.'
    },
    at: 'notes.before',
    sound: (s) => {
      s.notes.before = 'Let two people sit side to side.'
    },
  },
  {
    rule: 'ask-about-lines',
    spoil: (s) => {
      scene(s, 1).notes.ask = 'Which of these lines would you have read aloud?'
    },
    at: 'scenes.s1.notes.ask',
    sound: (s) => {
      scene(s, 1).notes.ask = 'What is in line with your own rules?'
    },
  },
  {
    rule: 'ask-hints-at-telling',
    spoil: (s) => {
      scene(s, 1).notes.ask = 'What would make it easy to go downstairs?'
    },
    at: 'scenes.s1.notes.ask',
    sound: (s) => {
      scene(s, 1).notes.ask = 'What can one tell from a picture?'
    },
  },
  {
    rule: 'title-tells',
    of: 'the title',
    spoil: (s) => {
      s.title = 'A fake offer'
    },
    at: 'title',
    sound: (s) => {
      s.title = 'An offer that has traps'
    },
  },
  {
    rule: 'title-tells',
    of: 'the summary',
    spoil: (s) => {
      s.summary = 'Somebody makes a suspicious offer.'
    },
  },
  {
    rule: 'title-tells',
    of: 'the title of a scene',
    spoil: (s) => {
      scene(s, 2).title = 'The spy'
    },
    at: 'scenes.s2.title',
  },
  {
    rule: 'title-tells',
    of: 'an option',
    spoil: (s) => {
      option(s, 2, 'paper').text = 'Ask if it is espionage'
    },
    sound: (s) => {
      option(s, 2, 'paper').text = 'Ask if it is genuine'
    },
  },
  {
    rule: 'title-tells',
    of: 'an option that names a service',
    spoil: (s) => {
      option(s, 2, 'paper').text = 'Say that an intelligence service sends them'
    },
  },
  {
    rule: 'title-tells',
    of: 'an option that names what is done',
    spoil: (s) => {
      option(s, 2, 'paper').text = 'Ask if it is recruitment'
    },
  },
  {
    rule: 'gendered-pronoun',
    spoil: (s) => {
      scene(s, 1).notes.ask = 'Would you have told her?'
    },
    sound: (s) => {
      scene(s, 1).notes.ask = 'Where is the hero, here or there?'
    },
  },
  {
    rule: 'gendered-pronoun',
    of: 'one side of a fork',
    spoil: (s) => {
      segments(s, 3)[1]!.genuine!.text = 'Please answer today, he’s waiting for you.'
    },
    at: 'scenes.s3.show.0.segments.1.genuine.text',
  },
  {
    rule: 'gendered-word',
    spoil: (s) => {
      scene(s, 1).lead = 'The chairman is late.'
    },
    sound: (s) => {
      scene(s, 1).lead = 'The chair is late.'
    },
  },
  ...['Ms {contact_family} waits.', '“Dear Sir,” it begins.', 'A lady waits.', 'A man waits.'].map(
    (lead): ScenarioFixture => ({
      rule: 'gendered-word',
      of: lead,
      spoil: (s) => {
        scene(s, 1).lead = lead
      },
    }),
  ),
  ...['Gerald Whittaker waits.', 'At the door Xenia Petrova-Lund waits.', 'It is from Dr Whittaker.'].map(
    (lead): ScenarioFixture => ({
      rule: 'full-name',
      of: lead,
      spoil: (s) => {
        scene(s, 1).lead = lead
      },
      sound: (s) => {
        s.cast.contact!.organisation = 'Ollerwick Maritime'
        scene(s, 1).lead = 'Good Friday is in April. Ollerwick Maritime, Hollin Freight, Shaw Street and the Institute for Fish wait.'
      },
    }),
  ),
  {
    rule: 'literal-name',
    of: 'a given name',
    spoil: (s) => {
      scene(s, 1).lead = 'Fennik’s letter waits.'
    },
    sound: (s) => {
      scene(s, 1).lead = 'fennik is a fox, Fenniks a street, Fennik Street too, and Fennik’s Day is in May.'
    },
  },
  {
    rule: 'literal-name',
    of: 'a value',
    spoil: (s) => {
      s.values.who = 'Fennik'
    },
    at: 'values.who',
  },
  {
    rule: 'literal-name',
    of: 'a family name',
    spoil: (s) => {
      s.you = 'You work with Corwansen.'
    },
    at: 'you',
  },
  {
    rule: 'real-domain',
    spoil: (s) => {
      option(s, 1, 'paper').text = 'Write to desk@ollerwick.org'
    },
    sound: (s) => {
      option(s, 1, 'paper').text = 'Open terms.pdf, pipeline.py, night.log or Node.js at desk@ollerwick.example'
    },
  },
  {
    rule: 'telephone-number',
    of: 'with the code of a country',
    spoil: (s) => {
      scene(s, 1).lead = 'Ring +49 30 1234567.'
    },
    sound: (s) => {
      scene(s, 1).lead = 'On 26/11/2026 at 08:40 it costs 1 200 000 euros, 0.12345678 of it. Ring extension 0815.'
    },
  },
  {
    rule: 'telephone-number',
    of: 'without',
    spoil: (s) => {
      scene(s, 1).lead = 'Ring (030) 123-4567.'
    },
  },
  ...['Two Poles wait.', 'A Frenchman waits.', 'It is from Minsk.', 'Shanghai’s port is full.', 'Georgia waits.'].map(
    (lead): ScenarioFixture => ({
      rule: 'place-in-scene',
      of: lead,
      spoil: (s) => {
        scene(s, 1).lead = lead
      },
      sound: (s) => {
        scene(s, 1).lead = 'Polish it. The French windows, the Swiss roll, the Panama hat and the turkey are on the china.'
      },
    }),
  ),
  {
    rule: 'country-in-scene',
    spoil: (s) => {
      ending(s, 'held')[0]!.text = 'A service of South Korea wanted it.'
    },
    sound: (s) => {
      s.verdict = {
        hostile: { text: 'The report says that China collects.', cites: ['G-01'] },
        genuine: { text: 'It was genuine.', cites: ['G-01'] },
      }
      scene(s, 1).lead = 'The china is on the table, in the Georgia font and with a Jordan almond.'
    },
    at: 'endings.hostile.held.text.0.text',
  },
  {
    rule: 'markup',
    of: 'HTML',
    spoil: (s) => {
      scene(s, 1).lead = 'It is <b>late</b>.'
    },
    sound: (s) => {
      scene(s, 1).lead = 'It is 5 < 6 and 7 > 3, [sic].'
    },
  },
  {
    rule: 'markup',
    of: 'a mark of direction',
    spoil: (s) => {
      scene(s, 1).lead = 'It is \u202elate.'
    },
  },
  ...[
    'It is &nbsp; late.',
    'It is _very_ late.',
    'It is\u200b late.',
    'It is la\u00adte.',
    'It is late.\n# later',
    'It is late. # later',
  ].map(
    (lead): ScenarioFixture => ({
      rule: 'markup',
      of: JSON.stringify(lead),
      spoil: (s) => {
        scene(s, 1).lead = lead
      },
      sound: (s) => {
        scene(s, 1).lead = 'It is late & dark in file_name_two, room # 4, and #late.'
      },
    }),
  ),
  {
    rule: 'markup',
    of: 'a letter of another alphabet',
    spoil: (s) => {
      scene(s, 1).lead = 'It is l\u0430te.'
    },
    sound: (s) => {
      scene(s, 1).lead = 'It is 5 k\u03a9, and the word \u0432\u0435\u0447\u0435\u0440 is evening.'
    },
  },
  {
    rule: 'no-such-hour',
    spoil: (s) => {
      scene(s, 1).when = 'Monday, 24:30'
    },
    sound: (s) => {
      scene(s, 1).when = 'Monday, 23:59'
      scene(s, 1).lead = 'They won by 31:29.'
    },
    at: 'scenes.s1.when',
  },
  {
    rule: 'no-such-hour',
    of: 'an artefact',
    spoil: (s) => {
      Object.assign(scene(s, 1).show[0]!, { at: '09:75' })
    },
  },
  {
    rule: 'genuine-unsaid',
    spoil: (s) => {
      s.verdict = {
        hostile: { text: 'One could know.', cites: ['G-01'] },
        genuine: { text: 'All was as it seemed.', cites: ['G-01'] },
      }
    },
    at: 'verdict.genuine.text',
  },
  {
    rule: 'straight-quotes',
    of: 'an apostrophe',
    spoil: (s) => {
      scene(s, 1).lead = "It's late."
    },
    sound: (s) => {
      scene(s, 1).lead = 'It’s late, “she-wolf” says.'
    },
  },
  {
    rule: 'straight-quotes',
    of: 'quotation marks',
    spoil: (s) => {
      scene(s, 1).lead = 'You read "soon".'
    },
  },
  {
    rule: 'unwritten',
    spoil: (s) => {
      scene(s, 1).lead = 'Write: what matters now'
    },
    at: 'scenes.s1.lead',
    sound: (s) => {
      scene(s, 1).lead = 'Write to the office.'
    },
  },
  {
    rule: 'screen-words',
    of: 'a lead',
    spoil: (s) => {
      scene(s, 1).lead = `${words(20)} `.repeat(4) + words(2)
    },
    sound: (s) => {
      scene(s, 1).lead = `${words(20)} `.repeat(4).trim()
    },
  },
  {
    rule: 'screen-words',
    of: 'sentences that stand together',
    spoil: (s) => {
      Object.assign(lead(s, 4)[1]!, { text: `${words(20)} `.repeat(4) })
    },
    sound: (s) => {
      const silent = { ...lead(s, 4)[1]!, id: 'silent', when: { not: { fact: 'reported' } }, text: `${words(20)} `.repeat(3) }
      Object.assign(lead(s, 4)[1]!, { text: `${words(20)} `.repeat(3) })
      lead(s, 4).push(silent)
    },
    at: 'scenes.s4.lead',
  },
  {
    rule: 'screen-words',
    of: 'a consequence',
    spoil: (s) => {
      option(s, 1, 'paper').consequence = `${words(20)} `.repeat(4) + words(2)
    },
  },
  {
    rule: 'sentence-length',
    spoil: (s) => {
      scene(s, 1).lead = words(31)
    },
    sound: (s) => {
      scene(s, 1).lead = words(30)
    },
    at: 'scenes.s1.lead',
  },
  {
    rule: 'mean-sentence',
    size: { scenes: 40 },
    spoil: (s) => {
      Object.assign(
        s,
        mapTexts(s, (text, path) => (/\b(?:text|why|lead)\b/.test(path) ? words(30) : text)),
      )
    },
  },
  {
    rule: 'reading-level',
    spoil: (s) => {
      const hard = 'Institutional confidentiality considerations necessitate circumspection.'
      Object.assign(
        s,
        mapTexts(s, (text, path) => (/\bwhy\b/.test(path) ? hard : text)),
      )
    },
  },
  {
    rule: 'ending-words',
    spoil: (s) => {
      ending(s, 'lost')[0]!.text = `${words(14)} `.repeat(10) + words(1)
    },
    sound: (s) => {
      ending(s, 'lost')[0]!.text = `${words(14)} `.repeat(10).trim()
    },
  },
  {
    rule: 'moment-words',
    of: 'a moment',
    spoil: (s) => {
      segments(s, 2)[0]!.text = `${words(20)} `.repeat(11)
    },
    sound: (s) => {
      segments(s, 2)[0]!.text = `${words(20)} `.repeat(9)
    },
    at: 'scenes.s2',
  },
  {
    rule: 'moment-words',
    of: 'the mean',
    spoil: (s) => {
      for (const i of [0, 1, 2, 3, 4, 5, 6]) segments(s, i)[0]!.text = `${words(20)} `.repeat(10)
    },
    at: 'scenes',
  },
  {
    rule: 'moment-words',
    of: 'a path',
    spoil: (s) => {
      for (const i of [0, 1, 2, 3, 4, 5, 6]) scene(s, i).checks[0]!.finding = `${words(20)} `.repeat(13)
    },
    at: 'minutes',
  },
  {
    rule: 'moment-words',
    of: 'what stands together',
    spoil: (s) => {
      segments(s, 2)[0]!.text = `${words(20)} `.repeat(11)
      segments(s, 2)[0]!.when = { fact: 'f1' }
    },
    sound: (s) => {
      const two = segments(s, 2)
      Object.assign(two[0]!, { text: `${words(20)} `.repeat(9), when: { fact: 'f1' } })
      two.push({ id: 'other', text: `${words(20)} `.repeat(9), when: { not: { fact: 'f1' } }, cue: 'plain' })
    },
  },
  {
    rule: 'minutes-words',
    spoil: (s) => {
      s.minutes = 1
    },
    at: 'minutes',
  },
  {
    rule: 'common-words',
    spoil: (s) => {
      const [, forked] = segments(s, 5)
      for (const side of [forked!.hostile!, forked!.genuine!]) side.text = words(30)
    },
    sound: (s) => {
      const [, forked] = segments(s, 5)
      for (const side of [forked!.hostile!, forked!.genuine!]) side.text = words(15)
    },
    at: 'scenes.s5.show',
  },
  {
    rule: 'stock-phrases',
    spoil: (s) => {
      for (const i of [0, 1, 2, 3]) option(s, i, 'leave').why = 'Nothing is lost by waiting.'
    },
    sound: (s) => {
      for (const i of [0, 1, 2]) option(s, i, 'leave').why = 'Nothing is lost by waiting.'
    },
    at: 'scenes.s3.decisions.0.options.3.why',
  },
  {
    rule: 'verdict-words',
    spoil: (s) => {
      s.verdict = { hostile: { text: words(151), cites: ['G-01'] }, genuine: { text: 'It was genuine.', cites: ['G-01'] } }
    },
    sound: (s) => {
      const text = [
        { id: 'fixed', text: words(150) },
        { id: 'told', when: { fact: 'reported' }, text: words(20) },
      ]
      s.verdict = { hostile: { text, cites: ['G-01'] }, genuine: { text: 'It was genuine.', cites: ['G-01'] } }
    },
    at: 'verdict.hostile.text',
  },
]
