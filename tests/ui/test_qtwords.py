"""Qt's own dialogs and menus speak the language of the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ui import words
from ui.qtwords import QtWords


@pytest.mark.parametrize(
    ("language", "name", "copy"),
    [("en", "File name:", "Copy"), ("ru", "Имя файла:", "Копировать"), ("kk", "Файл аты:", "Көшіру")],
)
def test_a_file_dialog_and_a_menu_in_each_language(
    qapp: QApplication, qtbot: QtBot, language: str, name: str, copy: str
) -> None:
    words.use(language)
    translator = QtWords(qapp)
    qapp.installTranslator(translator)
    try:
        dialog = QFileDialog()
        qtbot.addWidget(dialog)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        assert dialog.labelText(QFileDialog.DialogLabel.FileName).replace("&", "") == name
        assert QCoreApplication.translate("QLineEdit", "&Copy") == copy
        assert QCoreApplication.translate("QLineEdit", "Something Qt may say") == "Something Qt may say"
    finally:
        qapp.removeTranslator(translator)
