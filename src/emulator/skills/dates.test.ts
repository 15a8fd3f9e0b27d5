import { describe, expect, it } from 'vitest'
import { dates } from './dates.ts'
import { leaves, says } from './testing.ts'

describe('dates', () => {
  it.each([
    ['What day is it?', 'Friday, 27 November 2026'],
    ['What’s the date today?', 'Friday, 27 November 2026'],
    ['what is today', 'Friday, 27 November 2026'],
    ['What date is tomorrow?', 'Saturday, 28 November 2026'],
    ['Which day of the week is July 4, 1976?', 'Sunday'],
    ['What day was 2000-01-01?', 'Saturday'],
    ['what day of the week will December 25, 2027 be?', 'Saturday'],
    ['How many days between 2026-01-01 and 2026-12-25?', '358 days'],
    ['days from March 1, 2026 to March 15, 2026', '14 days'],
    ['how many weeks between 2026-01-01 and 2026-01-15', '2 weeks'],
    ['How many days until Christmas?', '28 days'],
    ['How many days are left until New Year’s Eve?', '34 days'],
    ['How long until 1 January 2027', '35 days'],
    ['days since 2026-11-20', '7 days'],
    ['What date is 90 days from today?', 'Thursday, 25 February 2027'],
    ['What is 2 weeks after 3 March 2026?', 'Tuesday, 17 March 2026'],
    ['10 days before 2026-03-05', 'Monday, 23 February 2026'],
    ['what date was 100 days ago', 'Wednesday, 19 August 2026'],
    ['Add 1 month to January 31, 2027', 'Sunday, 28 February 2027'],
    ['subtract 2 years from 29 February 2028', 'Saturday, 28 February 2026'],
    ['What day is in 3 weeks?', 'Friday, 18 December 2026'],
    ['Is 2028 a leap year?', 'Yes'],
    ['was 1900 a leap year', 'No'],
    ['How many days are in February 2028?', '29 days'],
    ['What week is it?', 'week 48'],
    ['How old is someone born on 1990-05-17?', '36 years'],
    ['convert unix timestamp 1700000000 to a date', '2023-11-14 22:13:20 UTC'],
    ['What year is it?', '2026'],
  ])('%s: %s', (prompt, value) => {
    expect(says(dates, prompt)).toContain(`**${value}**`)
  })

  it.each([
    'What day is best for a launch?',
    'What date did the wall fall?',
    'How many days are in 30 February 2026?',
    'What day was 2026-02-30?',
    'days of the week in French',
    'How long until lunch?',
    'How many days between you and me?',
    'Is it a leap year joke?',
    'Write a function that adds 3 days to a date',
    'What is the meaning of life?',
    'How old is the universe?',
    'Yesterday I was sad',
    'What time is it in Tokyo?',
    'What year did Python appear?',
  ])('leaves: %s', leaves(dates))
})
