//! `writethru explain`.

use crate::support::Test;

#[test]
fn all_kinds_or_one() {
    Test::of("explain").stdout_has("reworded").stdout_has("speaker_changed").run();
    Test::of("explain reworded").stdout_has("quotation.reworded").stdout_lacks("speaker_changed").run();
    Test::of("explain --format markdown").stdout_has("reworded").run();
    assert_eq!(Test::of("explain --format json").run().json()["schema"], "writethru.explain/1");
}

#[test]
fn a_kind_by_any_of_its_spellings() {
    let plain = Test::of("explain speaker_changed").run().stdout;
    for spelling in ["speaker-changed", "SPEAKER_CHANGED", "quotation.speaker_changed"] {
        assert_eq!(Test::of("explain").arg(spelling).run().stdout, plain, "{spelling}");
    }
    assert_eq!(Test::of("explain").arg("speaker changed").run().stdout, plain);
}

#[test]
fn no_such_kind_lists_the_kinds() {
    Test::of("explain jokes").status(2).stdout("").stderr_has("no kind of change is called “jokes”: there are ").run();
}
