import { describe, expect, it } from 'vitest'
import { numbers } from './numbers.ts'
import { percentages } from './percentages.ts'
import { leaves, says } from './testing.ts'
import { units } from './units.ts'

describe('units', () => {
  it.each([
    ['Convert 5 miles to km', '8.04672 km'],
    ['how many km is 5 miles?', '8.04672 km'],
    ['5 ft in cm', '152.4 cm'],
    ['What is 72 °F in Celsius?', '22.22222 °C'],
    ['100 C to F', '212 °F'],
    ['-40 F to C', '-40 °C'],
    ['0 celsius in kelvin', '273.15 K'],
    ['How many feet are in a mile?', '5280 ft'],
    ['3 km + 200 m in m', '3200 m'],
    ['2 h + 45 min', '2.75 h'],
    ['10 kg in pounds', '22.04623 lb'],
    ['100 km/h in mph', '62.13712 mph'],
    ['convert 5 GB to MB', '5000 MB'],
    ['1 GiB in MiB', '1024 MiB'],
    ['how many seconds in a day', '86,400 s'],
    ['90 minutes in hours', '1.5 h'],
    ['Please convert two liters to cups', '8.453506 cups (US)'],
    ['1 acre in square meters', '4046.856 m²'],
    ['500 kcal to kJ', '2092 kJ'],
    ['1.5 m minus 20 cm in cm', '130 cm'],
    ['6 feet to metres', '1.8288 m'],
    ['12 inches to feet', '1 ft'],
  ])('%s: %s', (prompt, value) => {
    expect(says(units, prompt)).toContain(`**${value}**`)
  })

  it.each([
    'Convert 5 miles to kg',
    '5 dollars in euros',
    'Convert this CSV to JSON',
    'How many people live in Oslo?',
    'How far is the moon?',
    '5 km run plan',
    'What is a mile?',
    '20 C + 5 C in F',
    'in 5 m',
    'A recipe with 2 cups of flour',
  ])('leaves: %s', leaves(units))
})

describe('percentages', () => {
  it.each([
    ['15% of 80', '12'],
    ['What is 20 percent of 50?', '10'],
    ['What’s 7.5% of 1,200?', '90'],
    ['20% off 59.90', '47.92'],
    ['What is 20% off $60?', '48 $'],
    ['Increase 200 by 10%', '220'],
    ['decrease 80 by 25%', '60'],
    ['reduce 1000 by 5 percent', '950'],
    ['100 + 19%', '119'],
    ['250 plus 19% VAT', '297.5'],
    ['add 19% VAT to 250', '297.5'],
    ['50 - 10%', '45'],
    ['What percent of 120 is 30?', '25%'],
    ['What percentage is 30 of 120?', '25%'],
    ['30 is what percent of 120', '25%'],
    ['30 out of 120 as a percentage', '25%'],
    ['percentage change from 80 to 100', '25%'],
    ['What is the percent decrease from 100 to 80?', '-20%'],
    ['15% tip on 48.50', '7.275'],
    ['How much is a 20% tip on a $80 bill?', '16 $'],
    ['take 30% off 90', '63'],
    ['80 with a 10% discount', '72'],
  ])('%s: %s', (prompt, value) => {
    expect(says(percentages, prompt)).toContain(`**${value}**`)
  })

  it.each([
    'Why do 50% of startups fail?',
    'What percentage of people like tea?',
    'Is 20% of 50 a lot?',
    'Write a function for 20% of x',
    'Increase sales by 10%',
    '30 is what percent of 0',
    '100% cotton',
  ])('leaves: %s', leaves(percentages))
})

describe('numbers', () => {
  it.each([
    ['average of 3, 5 and 10', '6'],
    ['What is the mean of 2 4 6 8?', '5'],
    ['median of 5, 1, 9', '5'],
    ['Median of 4, 1, 3, 2', '2.5'],
    ['sum of 1, 2, 3', '6'],
    ['What is the largest of 3, 99 and 12?', '99'],
    ['min of 4, 2, 8', '2'],
    ['product of 2, 3, 4', '24'],
    ['gcd of 12 and 18', '6'],
    ['What is the least common multiple of 4 and 6?', '12'],
    ['Find the average of these numbers: 10, 20, 30', '20'],
    ['Is 97 a prime number?', 'Yes'],
    ['is 91 prime?', 'No'],
    ['Is 1 prime', 'No'],
    ['prime factors of 84', '2 × 2 × 3 × 7'],
    ['factorize 97', '97'],
    ['convert 255 to hex', '0xff'],
    ['What is 0xff in decimal?', '255'],
    ['10 in binary', '0b1010'],
    ['binary 1010 to decimal', '10'],
    ['hex ff to binary', '0b11111111'],
  ])('%s: %s', (prompt, value) => {
    expect(says(numbers, prompt)).toContain(`**${value}**`)
  })

  it.each([
    'Write a Python function that checks if a number is prime',
    'What are prime numbers?',
    'Average salary in Berlin in 2024',
    'List the 10 largest cities',
    'Convert 5 to a string',
    'Is 99999999999999999 prime?',
    'What is the best of 3, 4 and 5?',
  ])('leaves: %s', leaves(numbers))
})
