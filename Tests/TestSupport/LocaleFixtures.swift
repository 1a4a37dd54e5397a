/// Locale files of languages that the example portal does not have: right to left, with six plural forms, with other digits.
/// Their one string is `days`, with the argument `n`; tests that need more put their strings in its place.
package enum LocaleFixtures {
  package static let tags = ["ar", "he", "ko", "de", "zh-Hans", "zh-Hant"]

  /// The text of a locale file, with the members of its `strings` object given as JSON.
  package static func json(_ tag: String, strings: String? = nil) -> String? {
    guard let (head, own) = parts[tag] else { return nil }
    return head + ",\n  \"strings\": {" + (strings ?? own) + "}\n}\n"
  }

  private static let parts: [String: (head: String, strings: String)] = [
    "ar": (
      #"""
      {
        "name": "العربية",
        "direction": "rtl",
        "dates": {
          "months": ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
          "weekdays": ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"],
          "long": "{d} {month} {y}",
          "longWithWeekday": "{weekday}، {d} {month} {y}",
          "short": "{d}/{m}/{y}",
          "month": "{month} {y}",
          "digits": ["٠", "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩"]
        },
        "plurals": "arabic"
      """#,
      #"""
      "days": {"zero": "لا أيام", "one": "يوم واحد", "two": "يومان", "few": "{n} أيام", "many": "{n} يومًا", "other": "{n} يوم"}
      """#
    ),
    "he": (
      #"""
      {
        "name": "עברית",
        "direction": "rtl",
        "dates": {
          "months": ["ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר"],
          "weekdays": ["יום ראשון", "יום שני", "יום שלישי", "יום רביעי", "יום חמישי", "יום שישי", "יום שבת"],
          "long": "{d} ב{month} {y}",
          "longWithWeekday": "{weekday}, {d} ב{month} {y}",
          "short": "{d}.{m}.{y}",
          "month": "{month} {y}"
        },
        "plurals": "hebrew"
      """#,
      #"""
      "days": {"one": "יום אחד", "two": "יומיים", "other": "{n} ימים"}
      """#
    ),
    "ko": (
      #"""
      {
        "name": "한국어",
        "direction": "ltr",
        "dates": {
          "months": ["1월", "2월", "3월", "4월", "5월", "6월", "7월", "8월", "9월", "10월", "11월", "12월"],
          "weekdays": ["일요일", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일"],
          "shortWeekdays": ["일", "월", "화", "수", "목", "금", "토"],
          "long": "{y}년 {m}월 {d}일",
          "longWithWeekday": "{y}년 {m}월 {d}일 {weekday}",
          "short": "{y}. {m}. {d}.",
          "month": "{y}년 {m}월"
        },
        "plurals": "japanese"
      """#,
      #"""
      "days": "{n}일"
      """#
    ),
    "de": (
      #"""
      {
        "name": "Deutsch",
        "direction": "ltr",
        "dates": {
          "months": ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
          "shortMonths": ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."],
          "weekdays": ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"],
          "shortWeekdays": ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"],
          "long": "{d}. {month} {y}",
          "longWithWeekday": "{weekday}, {d}. {month} {y}",
          "short": "{dd}.{mm}.{y}",
          "month": "{month} {y}"
        },
        "plurals": "english"
      """#,
      #"""
      "days": {"one": "{n} Tag", "other": "{n} Tage"}
      """#
    ),
    "zh-Hans": (
      #"""
      {
        "name": "简体中文",
        "direction": "ltr",
        "dates": {
          "months": ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
          "weekdays": ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
          "shortWeekdays": ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
          "long": "{y}年{m}月{d}日",
          "longWithWeekday": "{y}年{m}月{d}日{weekday}",
          "short": "{y}/{m}/{d}",
          "month": "{y}年{m}月"
        },
        "plurals": "japanese"
      """#,
      #"""
      "days": "{n} 天"
      """#
    ),
    "zh-Hant": (
      #"""
      {
        "name": "繁體中文",
        "direction": "ltr",
        "dates": {
          "months": ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
          "weekdays": ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
          "shortWeekdays": ["週日", "週一", "週二", "週三", "週四", "週五", "週六"],
          "long": "{y}年{m}月{d}日",
          "longWithWeekday": "{y}年{m}月{d}日 {weekday}",
          "short": "{y}/{m}/{d}",
          "month": "{y}年{m}月"
        },
        "plurals": "japanese"
      """#,
      #"""
      "days": "{n} 天"
      """#
    ),
  ]
}
