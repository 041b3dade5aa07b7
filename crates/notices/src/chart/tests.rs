use super::*;

fn figure(label: &str, value: i64) -> Figure {
    Figure {
        label: label.to_string(),
        value,
        shown: value.to_string(),
    }
}

fn caption() -> Caption {
    Caption {
        id: "a-1".to_string(),
        title: "Titre <b>".to_string(),
        description: "Mots".to_string(),
    }
}

fn widths(svg: &str, class: &str) -> Vec<i64> {
    let marks = format!("class=\"{class}\"><title>");
    svg.lines()
        .filter(|line| line.contains(&marks))
        .filter_map(|line| {
            line.split("width=\"")
                .nth(1)?
                .split('"')
                .next()?
                .parse()
                .ok()
        })
        .collect()
}

#[test]
fn a_chart_says_in_words_what_it_shows_and_needs_no_script() {
    let charts = [
        Shares {
            caption: caption(),
            rows: Vec::new(),
        }
        .svg(),
        Bars {
            caption: caption(),
            bars: Vec::new(),
        }
        .svg(),
        Columns {
            caption: caption(),
            ..Columns::default()
        }
        .svg(),
        Line {
            caption: caption(),
            ..Line::default()
        }
        .svg(),
    ];
    for svg in charts {
        assert!(svg.starts_with("<svg class=\"chart\"") && svg.ends_with("</svg>\n"));
        assert!(svg.contains("role=\"img\" aria-labelledby=\"a-1-title a-1-words\""));
        assert!(svg.contains("<title id=\"a-1-title\">Titre &lt;b&gt;</title>"));
        assert!(!svg.contains("<script") && !svg.contains("style="));
    }
}

#[test]
fn shares_fill_the_bar_whatever_the_rounding() {
    let parts = vec![
        figure("a", 1),
        figure("b", 1),
        figure("c", 1),
        figure("d", -5),
        figure("e", 0),
    ];
    let row = ShareRow {
        label: "EUR".to_string(),
        total: "3".to_string(),
        parts,
    };
    let svg = Shares {
        caption: caption(),
        rows: vec![row],
    }
    .svg();
    let drawn: Vec<i64> = ["c1", "c2", "c3"]
        .iter()
        .flat_map(|class| widths(&svg, class))
        .collect();
    assert_eq!(drawn.iter().sum::<i64>(), WIDTH);
    assert_eq!(widths(&svg, "c4"), Vec::<i64>::new());
}

#[test]
fn bars_keep_their_proportions_at_any_size() {
    let huge = i64::MAX / 2;
    let bars = vec![
        Bar {
            whole: figure("a", huge),
            part: huge / 2,
        },
        Bar {
            whole: figure("b", huge / 2),
            part: 0,
        },
        Bar {
            whole: figure("c", 0),
            part: 0,
        },
    ];
    let svg = Bars {
        caption: caption(),
        bars,
    }
    .svg();
    let long = widths(&svg, "main");
    assert_eq!(long.len(), 2);
    assert!((long[0] - 2 * long[1]).abs() <= 2, "{long:?}");
    assert_eq!(widths(&svg, "c4"), [long[1]]);
}

#[test]
fn a_line_breaks_where_nothing_is_known() {
    let points = vec![
        ("jan".to_string(), Some(figure("jan", 40))),
        ("fév".to_string(), None),
        ("mars".to_string(), Some(figure("mars", 50))),
    ];
    let svg = Line {
        caption: caption(),
        points,
        top_shown: "50".to_string(),
    }
    .svg();
    let path = svg
        .split(" d=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap();
    assert_eq!(
        (path.matches('M').count(), path.matches('L').count()),
        (2, 0),
        "{path}"
    );
    assert!(
        svg.contains("cy=\"24\""),
        "the largest figure reaches the top line: {svg}"
    );
}

#[test]
fn the_top_line_is_a_round_figure() {
    let table = [
        (0, 1),
        (1, 1),
        (3, 5),
        (21, 25),
        (199, 200),
        (201, 250),
        (123_456, 200_000),
        (i64::MAX, i64::MAX),
    ];
    for (value, expected) in table {
        assert_eq!(round_up(value), expected, "{value}");
    }
}

#[test]
fn long_names_are_cut_with_an_ellipsis() {
    assert_eq!(shortened("Menuiserie", 10), "Menuiserie");
    assert_eq!(shortened("Menuiserie Martin", 12), "Menuiserie…");
}
